"""What can go wrong while answering and keeping answers.

AssistantError
├── NoSuchConversation   it is not there, or the token is not its own: it does not say which
└── NotKept              the database cannot be written: read-only, locked, or the disk is full
"""


class AssistantError(Exception):
    pass


class NoSuchConversation(AssistantError):
    pass


class NotKept(AssistantError):
    pass
