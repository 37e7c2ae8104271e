"""Danger is seen however it is worded, and ordinary worry is not taken for it."""

import pytest

from assistant.screening import Danger, screen

DANGER: dict[Danger, str] = {
    Danger.EMERGENCY: """
        he has taken a whole packet of paracetamol what do i do
        My daughter is having a seizure right now and the school nurse is off
        she's collapsed in the bathroom
        my toddler swallowed a button battery
        he cant breathe properly and his lips are blue
        she wont wake up
        she took an overdose last night and the hospital sent her home
        there is blood everywhere he cut his arm on glass and it wont stop bleeding
        he has epilepsy and the fit is not stopping
    """,
    Danger.SUICIDE: """
        i dont want to be here anymore
        i want to die
        my son says he wants to kill himself
        He keeps saying he'd be better off dead
        whats the point in living honestly
        im going to end it all tonight
        she is cutting her arms again
        we found out that he has been self-harming
        my 12 yr old is sucidal and camhs wont see him
        She tried to hang herself in the summer term and is still not safe
        my daughter told her teacher she wishes she was never born
        he wants to end his life
        i keep thinking about killing myself
        he threatened to jump in front of a train
        i just want to go to sleep and never wake up
        feeling like everyone would be better off without me
        he's been googling ways to die
        she's written a suicide note
        kms lol im not even joking
    """,
    Danger.CHILD: """
        her dad hits her when she gets her homework wrong
        There are bruises on his back and he won't say how he got them
        my uncle touches me at night
        someone keeps asking my daughter for nudes on snapchat
        my stepdad punches me
        theres no food in the house and mum is never here
        an older man has been buying her phones and picking her up from school
        i think my nephew is being groomed
        my lad has got in with a gang and is carrying a knife
        My parents want to take me to Pakistan to get married and I don't want to
        im frightened of my husband and so are the kids
        she hasnt come home since yesterday
        my 14 year old has gone missing
        he told me his cousin touched his private parts
        they are six and four and she leaves them home alone all night
        I don't feel safe at home
        a neighbour is home educating and I think it's to hide the bruises
        grandma says she will have her cut when we go to Gambia, is that FGM?
        my partner strangled me in front of the children
        his mum's boyfriend beats him
        there is domestic violence at home and it affects his learning
        he was sexually assaulted by another pupil
        she is being exploited by a county lines gang
        he is locked in his bedroom all day by his carers
        my brother rapes me
        her mum isnt feeding her
        he makes me do things i dont want to do and says its our secret
    """,
    Danger.ADULT: """
        my ex is violent and I am scared he will find us
        My adult son is being hit by his carer
        my husband hits me
        i am being abused by my partner
        my 21 year old daughter is being exploited by people she met at college
    """,
    Danger.STAFF: """
        a teaching assistant grabbed him and left marks on his arm
        the teacher slapped my daughter
        they lock him in a room by himself when he gets upset
        staff restrained my son face down on the floor
        the taxi driver touched her leg
        my son came home injured after being dragged by staff
        the escort on the minibus hits the children
        school put him in seclusion for three hours
        his one to one pinned him against a wall
        the swimming coach has been messaging her sexually
    """,
    Danger.PARENT: """
        im scared im going to hurt him
        i cant keep her safe anymore
        I'm frightened I'll hit my son if this goes on
        i slapped him today and i hate myself for it
        I feel like I could smother her some nights
        we cannot keep everyone safe when he is like this
        I nearly threw the baby across the room
        I want to hurt my child and I don't know who to tell
    """,
    Danger.THREAT: """
        he says he is going to stab someone at school
        my son said hes going to bring a knife into school tomorrow
        a boy in her class has threatened to kill her
        he has told us he will shoot up the school
        i want to hurt my teacher
        pupil has made a list of people he is going to kill
        he said hell burn the school down
    """,
}

ELSEWHERE: dict[str, str] = {
    "Polish": "Syn mówi, że chce się zabić. / Nauczyciel bije moje dziecko. / Córka się okalecza.",
    "Lithuanian": "Mano dukra nori nusižudyti. / Tėvas muša mano sūnų.",
    "Ukrainian": "Мій син каже, що не хоче жити. / Вітчим б'є мою доньку.",
    "Romanian": "Fiul meu vrea să se sinucidă. / Tatăl îl bate pe copil.",
    "Bengali": "আমার ছেলে আত্মহত্যা করতে চায়। / বাবা বাচ্চাকে মারে।",
    "Portuguese": "A minha filha quer morrer. / O pai bate no meu filho. / Ela quer suicidar-se.",
}

BESIDE = """
    She used to self-harm but that was years ago.
    He is not suicidal, he is just very tired.
    when he was little he was hit by his father, now he needs a plan
    the school restrained him years ago
    i cant cope with this any more
    I am at breaking point with the council
    he bangs his head when lessons are loud
    he is being bullied every day and hit by other boys
    she has stopped eating at school
    he feels hopeless about year 9
    he hits me when he has a meltdown
    she had a seizure in June, what should the care plan say
"""

ORDINARY = """
    This process is killing me, it is so slow
    it's been a battle from the start
    I'm dying to know when the panel meets
    the school gave it a good shot
    can he have a shot at mainstream
    is there a drop-in for parents in Huntingdon?
    What is the deadline for appeals?
    I am fighting for a place at a special school
    my head is killing me after all these forms
    we have hit a brick wall with the SENCO
    The council has beaten us down with paperwork
    it is hard to beat the clock with these dates
    he was kicked out of nursery
    They pushed back the meeting again
    Does cutting his hours count as an exclusion?
    they are cutting the teaching assistant's hours
    the school wants to cut his support
    The cuts to transport have hit families hard
    he is missing maths lessons
    she has missed a lot of school
    my son is missing two days a week for appointments
    He keeps running away from tasks
    What does the school do if my child won't get out of the car?
    I hate the way that they treat us
    it is like getting blood out of a stone
    He finds it hard to be in the classroom
    I don't want to be at the meeting without someone
    he doesn't want to be at that school any more
    She does not want to live in a boarding school
    he doesn't want to live with the consequences of a bad placement
    how do I raise a complaint about a teacher
    My son hates school
    my daughter cries every morning before school
    He is anxious and cannot go in
    does the restraint policy have to be published?
    where can I find the school's self-harm policy
    we do suicide prevention training for staff, is that in the offer?
    who is the designated safeguarding lead
    is there first aid training for parents of children with epilepsy?
    he gets hungry before lunch and cannot concentrate
    he only eats beige food
    Is there help with sensory eating?
    The council is abusing its power
    they are neglecting their legal duty
    I was touched by how kind the SENCO was
    can I get in touch with the team that pays for the taxi
    the driver was late again
    The TA helps him hold a knife and fork
    she is learning knife skills in cookery
    can a child be removed from the school roll?
    the letter says my son is exempt
    he punches above his weight in maths
    it is a stab in the dark but could he get a plan
    I could kill for a cup of tea, now about section F
    he is strangled by red tape
    they threw out our application
    the tribunal threw the case out
    I feel like banging my head against a wall
    He is scared of dogs, can he still get transport?
    He is afraid of loud noises in the dining hall
    my husband controls the diary so ask him about the review
    my husband and I disagree about the school
    My partner has moved in, does transport change?
    can dad come to the annual review if we are divorced
    she hits her targets every term
    who hits the button on the final plan
    He burns through his energy by lunchtime
    we are being pushed from pillar to post
    the school keeps sending him home at lunch
    he was suspended for two days
    My son cannot be left alone in the playground, can he get one to one?
    He hasn't come home with any homework
    can I take him out of school and home educate
    Am I allowed to home school so that he can rest?
    the panel is sitting on his report
    what is the point of an annual review?
    is there any point in appealing
    there is no reason given in the letter
    I could not be happier with the school
    he wants to be a firefighter when he leaves college
    Does he have to die his hair back to brown for school
    My dad passed away, can the hearing be moved?
    our dog died and my son is upset, what can school do
    The battery in his hearing aid keeps running out
    my son takes medication at lunchtime, who gives it
    Can school give my daughter her tablets?
    he has epilepsy, does he need a healthcare plan
    is asthma covered by a medical plan
    he is locked out of the online portal
    the building is locked at four
    the bus escort is on leave
    Their teacher held a meeting without us
    the head has been a great support
    Is there a group for girls with autism in Ely?
    Who pays for a laptop?
    he has good days and bad days
    i want to move house so he gets a better school
    How do I end my son's plan?
    can the council end it when she turns 19
    She will finish her life skills course in June
"""

LONG = (
    "We moved here in March and the new school has been kind. He has a plan from our old county and the "
    "casework officer has been asked to read it. The review was in May and we have not had the papers. "
) * 8


def lines(text: str) -> list[str]:
    return [line.strip() for line in text.strip().splitlines()]


EVERY_DANGER = [(kind, line) for kind, text in DANGER.items() for line in lines(text)]
IN_ANY_LANGUAGE = [
    pytest.param(line, id=f"{language} {number}")
    for language, text in ELSEWHERE.items()
    for number, line in enumerate(text.split(" / "), start=1)
]


@pytest.mark.parametrize(("kind", "message"), EVERY_DANGER)
def test_danger_stops_everything_else(kind: Danger, message: str) -> None:
    alarm = screen(message)

    assert kind in alarm.stop
    assert alarm.reasons
