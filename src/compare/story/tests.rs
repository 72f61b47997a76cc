//! Claims of a story, with and without the words around them.

use Agreement::{Agrees, Contradicts, Refines};
use proptest::prelude::*;

use super::*;
use crate::model::{Agreement, Stance};

fn told(claim: &str, around: &str, document: usize, place: usize) -> Told {
    Told {
        claim: Statement::read(claim, Stance::Asserts, None),
        around: Mentions::read(around),
        speakers: Mentions::read(""),
        speaker: None,
        document,
        place,
    }
}

fn grouped(told: &[Told]) -> Vec<Vec<usize>> {
    propositions(told, &Pages::default(), &[], &Judged::default())
}

#[test]
fn the_sentence_says_what_the_claim_leaves_out() {
    let story = [
        told("nine barges sank", "The mayor said nine barges sank in the Tarrow lock.", 0, 10),
        told(
            "it was eleven",
            "Of the barges that sank in the Tarrow lock, she said it was eleven.",
            1,
            10,
        ),
        told(
            "the toll is unpaid",
            "Skippers say the toll is unpaid since spring at the Tarrow weir.",
            1,
            90,
        ),
    ];
    let groups = grouped(&story);
    assert!(groups.contains(&vec![0, 1]), "{groups:?}");
    assert!(groups.contains(&vec![2]), "{groups:?}");
}

#[test]
fn a_claim_without_words_of_its_own_points_back() {
    let story = [
        told("nine barges sank in the lock", "Nine barges sank in the lock, she said.", 0, 10),
        told("that count", "A diver echoed that count.", 0, 60),
    ];
    assert_eq!(grouped(&story), [vec![0, 1]]);
}

#[test]
fn what_people_said_goes_before_likeness() {
    let story = [
        told("nine barges sank", "Nine barges sank.", 0, 10),
        told("nine barges sank", "Nine barges sank.", 1, 10),
        told("the toll is unpaid", "The toll is unpaid.", 1, 60),
    ];
    let judged = Judged { together: vec![(0, 2)], apart: vec![(0, 1)], near: Vec::new() };
    assert_eq!(propositions(&story, &Pages::default(), &[], &judged), [vec![0, 2], vec![1]]);
}

/// What two claims on one proposition say to each other, and by which rule.
fn answer(a: &str, b: &str) -> Option<(Agreement, String)> {
    let told = [told(a, a, 0, 0), told(b, b, 1, 0)];
    let (.., made) = answers(&told, &Pages::default(), &[0, 1]).pop()?;
    Some((made.agreement, made.evidence[0].rule.clone()))
}

/// Two claims on one question, and what their answers come to.
const ANSWERS: &[(&str, &str, Option<Agreement>)] = &[
    // Figures, whatever the verb.
    ("at least 30 strikers were arrested", "44 people are in custody", Some(Refines)),
    ("some 12 people were detained", "police made 31 arrests", None),
    ("12 strikers were detained", "31 people are in custody", Some(Contradicts)),
    ("31 of his men were jailed", "12 people are in custody", Some(Contradicts)),
    ("12 of his men were jailed", "31 people are in custody", None),
    ("of the 900 tonnes stored, about 200 were lost", "180 to 240 tonnes burned", Some(Refines)),
    ("900 tonnes spilled", "600 tonnes leaked, not counting the river", None),
    (
        "31 of his men were jailed, counting those bailed",
        "12 people are in custody",
        Some(Contradicts),
    ),
    (
        "they told you 12. It was nearer 31 who were jailed",
        "12 people are in custody",
        Some(Contradicts),
    ),
    ("at least 30 strikers were arrested", "94 people are in custody", None),
    (
        "31 strikers were jailed, 12 percent",
        "9 percent were fined, 40 percent of them jailed",
        None,
    ),
    ("12 people are in custody", "of the 31 in custody he liked Orm", None),
    ("the strike cost 40 dollars", "the strike had cost 90 dollars", Some(Contradicts)),
    ("the strike cost 40 dollars a day and the fund is dry", "Orm raised 90 dollars a day", None),
    ("40 percent were jailed", "Orm is liked there, compared with 60 percent before", None),
    ("pay rose by 3 percent", "40 percent of the porters were paid", None),
    ("of strikers 48 percent were jailed, 41 percent freed", "60 percent were arrested", None),
    // Times of one event.
    ("the first call came at half past nine", "they rang the station at 21.33", Some(Agrees)),
    ("the first call came at half past nine", "he rang them at ten past eight", Some(Contradicts)),
    ("the mast fell at six in the morning", "the mast fell at ten past nine", Some(Contradicts)),
    ("the mast will fall at six in the morning", "the mast fell at ten past nine", None),
    ("they rang us at six in the morning", "the mast fell at ten past nine", None),
    ("the sluice opened on 12 May 2031", "the sluice opened on 14 May 2031", Some(Contradicts)),
    ("the sluice opened on 12 May 2031 at night", "the sluice opened on 13 May 2031", None),
    // Yes or no.
    ("why did nobody warn us?", "the notice was sent to every household", None),
    ("nobody warned us", "the notice was sent to every household", Some(Contradicts)),
    ("they heard nothing", "the ferry line alerted them on Friday", Some(Contradicts)),
    ("nobody has inspected it since May", "it was examined on Friday", Some(Contradicts)),
    ("there was no siren", "the klaxon woke the valley", Some(Contradicts)),
    ("there was no siren", "we never heard a bell", Some(Agrees)),
    ("he was sober", "he smelled of whisky", Some(Contradicts)),
    ("none of its barley was in the barn", "the barn was full of barley", None),
    ("the notice posed no legal problem of safety", "all crates were safe", None),
    ("the toll of the day", "nobody died", None),
    ("every crate was sealed", "the crates came without a seal", Some(Contradicts)),
    ("there was not a crate without a seal", "the crates came without a seal", None),
    ("who says nobody warned them is mistaken", "the notice was sent to every household", None),
    ("nobody in my kitchen was ill", "46 guests were ill", None),
    ("a cat would have given more warning", "nobody warned us", None),
    ("she knew nothing of the debt", "he had known of the debt", Some(Contradicts)),
    // One who lived says nothing of others; nobody is everybody.
    ("three guards have died", "he had survived two shipwrecks", None),
    ("three guards have died", "the fourth guard survived", None),
    ("three guards have died", "nobody died in the fire", Some(Contradicts)),
    ("the porter died", "the porter survived", Some(Contradicts)),
    // Who.
    ("Ardane Mills owns the barn", "the barn is the property of Corwen Trust", Some(Contradicts)),
    ("the barn passed from Ardane Mills to Corwen Trust", "Corwen Trust owns it", Some(Agrees)),
    ("Ardane Mills owns the barn", "Corwen Trust no longer owns it", None),
];

#[test]
fn claims_on_one_question_are_compared_by_their_answers() {
    let mut wrong = Vec::new();
    for &(a, b, wanted) in ANSWERS {
        for (a, b) in [(a, b), (b, a)] {
            let found = answer(a, b);
            if found.as_ref().map(|(agreement, _)| *agreement) != wanted {
                wrong.push(format!("{a} / {b}: {found:?}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn what_is_denied_is_the_predicate_and_not_what_it_is_about() {
    let denied = |claim: &str| {
        let read = Statement::read(claim, Stance::Denies, None);
        Told { claim: read, ..told(claim, claim, 0, 0) }
    };
    let warned = "the port had been warned about the slipway crane";
    let against = |other: &str| {
        let made =
            answers(&[denied(warned), told(other, other, 1, 0)], &Pages::default(), &[0, 1]).pop();
        made.map(|(.., made)| made.agreement)
    };
    assert_eq!(against("the slipway crane at the port buckled"), None);
    assert_eq!(against("a letter had warned the port of it in June"), Some(Contradicts));
}

#[test]
fn what_most_claims_answer_the_others_are_asked_too() {
    let cases = [
        (
            ["a lead of 87 votes", "the margin is now 87", "the gap was under 100", "21,000 voted"],
            vec![(0, 1, Agrees), (0, 2, Refines), (1, 2, Refines)],
        ),
        (
            [
                "the presses stopped at 22.45",
                "the hall was dark from 22.44",
                "it broke at 21.30",
                "",
            ],
            vec![(0, 1, Agrees), (0, 2, Contradicts), (1, 2, Contradicts)],
        ),
    ];
    for (claims, wanted) in cases {
        let all: Vec<Told> =
            claims.iter().enumerate().map(|(at, claim)| told(claim, claim, at, 0)).collect();
        let mut found: Vec<_> = answers(&all, &Pages::default(), &[0, 1, 2, 3])
            .into_iter()
            .map(|(a, b, made)| (a.min(b), a.max(b), made.agreement))
            .collect();
        found.sort_unstable_by_key(|(a, b, _)| (*a, *b));
        assert_eq!(found, wanted);
    }
}

#[test]
fn of_what_one_says_after_denying_it_the_denial_answers() {
    let story = [
        told("crates of flares stood by the stove", "", 0, 0),
        told("we keep to the rules", "", 0, 50),
        told("there was not one flare", "", 0, 90),
    ];
    let (by, made) = rebuttal(&story, 0, &[1, 2]).unwrap();
    assert_eq!((by, made.agreement), (2, Agreement::Contradicts));
    assert_eq!(rebuttal(&story, 0, &[1]).unwrap().0, 1);
    assert_eq!(rebuttal(&story, 0, &[]), None);
}

#[test]
fn one_speaker_says_a_thing_once_in_a_document() {
    let story: Vec<Told> = [
        (0, "nine barges laden with barley sank in the Tarrow lock"),
        (0, "skippers of barges queue at dawn for coal"),
        (1, "the toll is unpaid"),
        (1, "anglers at the weir are angry"),
    ]
    .into_iter()
    .enumerate()
    .map(|(at, (document, claim))| Told {
        speaker: Some(document),
        ..told(claim, "", document, at)
    })
    .collect();
    let unnamed =
        story.iter().cloned().map(|one| Told { speaker: None, ..one }).collect::<Vec<_>>();
    assert_eq!((grouped(&unnamed).len(), grouped(&story).len()), (3, 4));
}

/// One event in three papers, in words that hardly meet: claims by document, sentence and question.
const STORY: &[(usize, &str, &str, char)] = &[
    (0, "At least 22 passengers were hurt", "when the Anneke Dorn ran aground off Skerrin", 'h'),
    (0, "the radar had been repaired in May", "said Halcyon Lines of the Anneke Dorn", 'r'),
    (0, "he had drunk no whisky", "the captain of the Anneke Dorn told the wire", 'd'),
    (1, "41 people had been treated for broken bones", "a nurse on Skerrin said", 'h'),
    (1, "tests found alcohol in his blood", "two officials said of the captain", 'd'),
    (2, "nobody ever mended that radar", "said the mate of the Anneke Dorn", 'r'),
    (2, "he was sober", "the captain of the Anneke Dorn wrote", 'd'),
];

#[test]
fn claims_that_share_a_field_of_news_are_on_one_proposition() {
    let story: Vec<Told> = (0..)
        .zip(STORY)
        .map(|(at, (document, claim, rest, _))| {
            told(claim, &format!("{claim}, {rest}"), *document, at)
        })
        .collect();
    let edge = |a, b| Edge { a, b, strength: 0.6, agreement: Agreement::Refines };
    let linked = [edge(0, 3), edge(1, 5)];
    let groups = propositions(&story, &Pages::default(), &linked, &Judged::default());
    assert!(groups.len() <= 4, "{groups:?}");
    for group in groups {
        let questions: std::collections::BTreeSet<char> =
            group.iter().map(|&at| STORY[at].3).collect();
        assert_eq!(questions.len(), 1, "{group:?}");
    }
}

#[test]
fn who_takes_no_side_gives_no_answer() {
    let mut pair = [told("12 were jailed", "", 0, 0), told("31 were jailed", "", 1, 0)];
    assert_eq!(answers(&pair, &Pages::default(), &[0, 1]).len(), 1);
    pair[0].claim = Statement::read("12 were jailed", Stance::CannotConfirm, None);
    assert_eq!(answers(&pair, &Pages::default(), &[0, 1]), []);
}

proptest! {
    #[test]
    fn order_does_not_matter(
        words in prop::collection::btree_set("[a-f]{3,6} [a-f]{3,6} [a-f]{3,6}", 1..12),
        turn in any::<prop::sample::Index>(),
    ) {
        let words: Vec<String> = words.into_iter().collect();
        let all: Vec<Told> = words
            .iter()
            .enumerate()
            .map(|(at, w)| Told { speaker: (at % 4).checked_sub(1), ..told(w, w, at % 3, at) })
            .collect();
        let by = turn.index(all.len());
        let mut turned = all.clone();
        turned.rotate_left(by);
        let mut back: Vec<Vec<usize>> = grouped(&turned)
            .into_iter()
            .map(|set| set.into_iter().map(|at| (at + by) % all.len()).collect())
            .collect();
        back.iter_mut().for_each(|set: &mut Vec<usize>| set.sort_unstable());
        back.sort_unstable();
        prop_assert_eq!(back, grouped(&all));
    }
}

/// A hundred towns; a fifth of them differ from another in the first letter alone.
fn towns() -> Vec<String> {
    let heads = ["Mar", "War", "Bel", "Cor", "Dun", "Est", "Fal", "Gul", "Hol", "Isk"];
    let ends = ["den", "court", "wick", "mere", "stow", "gate", "haven", "ling", "moor", "tarn"];
    heads.iter().flat_map(|head| ends.iter().map(move |end| format!("{head}{end}"))).collect()
}

/// What three papers tell of each town, with another number for each.
fn of_towns() -> Vec<String> {
    let towns = towns();
    let told = towns.iter().enumerate().flat_map(|(nth, town)| {
        let hurt = 12 + 7 * nth;
        [
            format!("{hurt} people were hurt in {town} when the storm came over the hills"),
            format!("{hurt} people were hurt in {town} when a storm came over the hills"),
            format!("the storm over the hills hurt {hurt} people in {town}"),
        ]
    });
    told.collect()
}

/// Asserts that no two towns are on one proposition, and that what is told of each is on one.
fn assert_towns_apart(groups: &[Vec<usize>]) {
    let of_towns: Vec<Vec<usize>> = groups
        .iter()
        .map(|set| set.iter().filter(|&&at| at < 300).map(|at| at / 3).collect())
        .filter(|set: &Vec<usize>| !set.is_empty())
        .collect();
    let each: Vec<Vec<usize>> = (0..100).map(|town| vec![town; 3]).collect();
    assert_eq!(of_towns, each);
}

fn edges_of(read: &[Statement]) -> Vec<Edge> {
    let pairs = crate::compare::candidates(read).into_iter();
    pairs.map(|(a, b)| Edge::of(a, b, &crate::compare::compare(&read[a], &read[b]))).collect()
}

#[test]
fn no_two_towns_are_on_one_proposition() {
    let words = of_towns();
    let all: Vec<Told> =
        words.iter().enumerate().map(|(at, words)| told(words, words, at % 3, at)).collect();
    let read: Vec<Statement> = all.iter().map(|one| one.claim.clone()).collect();
    let pages = Pages::default();
    assert_towns_apart(&propositions(&all, &pages, &edges_of(&read), &Judged::default()));
}

#[test]
fn a_claim_that_names_no_town_does_not_chain_those_that_do() {
    let mut words = of_towns();
    let nameless = |nth: usize| {
        format!("{} people were hurt when the storm came over the hills", 12 + 7 * nth)
    };
    words.extend((0..40).map(nameless));
    words.extend([
        "people were hurt when the storm came over the hills".to_owned(),
        "the storm hurt people".to_owned(),
    ]);
    let read: Vec<Statement> =
        words.iter().map(|words| Statement::read(words, Stance::Asserts, None)).collect();
    let frames: Vec<Frame> = read.iter().map(Frame::of).collect();
    assert_towns_apart(&group_many(&frames, &edges_of(&read), &Judged::default()));
}

#[test]
fn one_frame_that_many_fill_is_many_things_and_one_event_with_two_figures_is_one() {
    let told = |words: &str| Statement::read(words, Stance::Asserts, None);
    let grouped = |all: &[String]| {
        let read: Vec<Statement> = all.iter().map(|words| told(words)).collect();
        let pairs = (0..all.len()).flat_map(|b| (0..b).map(move |a| (a, b)));
        let edges =
            pairs.map(|(a, b)| Edge::of(a, b, &crate::compare::compare(&read[a], &read[b])));
        let frames: Vec<Frame> = read.iter().map(Frame::of).collect();
        group_many(&frames, &edges.collect::<Vec<_>>(), &Judged::default())
    };
    let towns = ["Arden", "Belcourt", "Corvane", "Dunmere", "Estrop", "Falgate", "Gullhaven"];
    let frame = |(nth, town): (usize, &&str)| format!("{town} council approved {} homes", 30 + nth);
    let councils: Vec<String> = towns.iter().enumerate().map(frame).collect();
    assert_eq!(grouped(&councils).len(), towns.len());
    let bare = |nth: usize| format!("the council approved {} homes by the canal", 131 + 22 * nth);
    let nameless: Vec<String> = (0..12).map(bare).collect();
    assert_eq!(grouped(&nameless).len(), 12);
    let event = ["17 miners died in the shaft", "fourteen miners died in the shaft"];
    let tellings: Vec<String> = event.iter().cycle().take(30).map(|&it| it.to_owned()).collect();
    assert_eq!(grouped(&tellings).len(), 1);
}
