//! Which words attribute, a line each: the text, and "speaker: content" of each claim found in it.

use super::{drafts, speaker, words};

fn read(text: &str) -> Vec<String> {
    drafts(text).iter().map(|draft| format!("{}: {}", speaker(draft), words(draft))).collect()
}

const CASES: &[(&str, &[&str])] = &[
    // what is said of plural and numbered people begins a clause as any noun does
    ("Brae said officials were late.", &["Brae: officials were late"]),
    ("According to experts, the quay was closed.", &["experts: the quay was closed"]),
    ("Brae told the crowd that the quay was closed.", &["Brae: that the quay was closed"]),
    // a relative clause, whose subject stands before the cue
    ("He saw the ships that Brae said were late.", &["Brae: were late"]),
    ("It has a quay that they say holds six ships.", &["they: holds six ships"]),
    // after "!" too the verb attributes
    ("“The quay is closed!” Brae stormed.", &["Brae: “The quay is closed!”"]),
    ("“Who closed the quay?” Brae scoffed.", &["Brae: “Who closed the quay?”"]),
    // what is expected of somebody
    ("Orla Brae is widely expected to close the quay.", &[": Orla Brae ~ to close the quay"]),
    // what somebody is asked or told
    (
        "Asked whether the quay was closed, Brae said it was.",
        &[": whether the quay was closed", "Brae: it was"],
    ),
    (
        "Asked by a reporter about the closed quay, Brae left.",
        &["a reporter: about the closed quay"],
    ),
    ("Brae was asked why the quay was closed.", &[": why the quay was closed"]),
    // what goes on or seems to be said is said
    ("Brae continued to insist that she was late.", &["Brae: that she was late"]),
    ("Brae went on to say that she was late.", &["Brae: that she was late"]),
    ("Brae wants to insist that she was late.", &[]),
    // polls, records and pictures show what people do not
    ("A new poll of dockers shows Brae with a lead.", &["A new poll of dockers: Brae with a lead"]),
    ("Brae showed up with a lead.", &[]),
    // silence and denial; a deed that goes by the same verb
    ("Brae did not respond to the reports.", &["Brae: the reports"]),
    ("Brae responded to the fire.", &[]),
    ("Brae denied the claims.", &["Brae: the claims"]),
    ("Brae denied Tolle a berth.", &[]),
    // what somebody is urged to do; clauses whose verb no list knows; gerunds
    ("Brae urged the northern crews to sail early.", &["Brae: to sail early"]),
    (
        "Brae told Harbour News Tarn the rules around a berth favour the port.",
        &["Brae: the rules around a berth favour the port"],
    ),
    ("Both crews report losing nets.", &["Both crews: losing nets"]),
    // a relative clause after a noun that could take a clause
    ("The port fought the council's ruling that closed the quay.", &[]),
    // the line under a picture
    ("Orla Brae says the quay is closed. (Bo Vane/Tarn Courier)", &[]),
    ("Orla Brae says the quay is closed. Bo Vane/TARN COURIER", &[]),
    (
        "Orla Brae says the quay is closed (and/or full).",
        &["Orla Brae: the quay is closed (and/or full)"],
    ),
    // an aside after the first word
    ("But, as Brae reported, the quay was closed.", &["Brae: the quay was closed"]),
    ("It has a quay as well as, Brae hopes, a pier.", &[]),
    // what follows a phrase with a comma is no parenthesis unless somebody speaks there
    ("In a quiet year, Brae asked the board to act.", &["Brae: to act"]),
    ("The quay was closed, and Tolle vowed to act.", &["Tolle: to act"]),
    ("The ship trailed by six, down two points from May.", &[]),
    ("Brae won six states that vote in May.", &[]),
    // a question that is reported, with what stands before it left out
    ("The survey asks where the ships were built.", &["The survey: where the ships were built"]),
    (
        "Asked in June why she was late, Brae said nothing was ready.",
        &[": why she was late", "Brae: nothing was ready"],
    ),
    (
        "Brae told a full hall in Port Tarn on Monday that she was late.",
        &["Brae: that she was late"],
    ),
    ("Brae said in a written statement that she was late.", &["Brae: that she was late"]),
    ("Brae said Monday's vote was lost.", &["Brae: Monday's vote was lost"]),
    ("Of those asked, 42% say they were late.", &["42%: they were late"]),
    ("The quay was closed, the Tarn Courier reports.", &["the Tarn Courier: The quay was closed"]),
    // a number put on something; a claim repeated; what an agency passes on
    ("She put the loss at between 10 and 13 ships.", &["She: the loss at between 10 and 13 ships"]),
    ("She put the ships at the quay.", &[]),
    ("Brae echoed that assessment.", &["Brae: that assessment"]),
    ("Brae echoed the sea.", &[]),
    ("Tarn now admits to 44 lost ships.", &["Tarn: 44 lost ships"]),
    (
        "Two ships sank, the agency Telmark reports, citing harbour master Bo Vane.",
        &["harbour master Bo Vane: Two ships sank"],
    ),
    (
        "The port faced complaints from dockers last month that crates were late.",
        &["dockers: that crates were late"],
    ),
    // only a study or record finds things, not whoever stands beside one
    (
        "Tarn and Merle each changed a figure on Monday, a year after the flood, and found little \
         to agree on.",
        &[],
    ),
    // what somebody calls something, in quotation marks that hold no title
    ("Brae called the old quay a “ruin” on Monday.", &["Brae: “ruin”"]),
    ("Brae called the play “The Old Quay” dull.", &[]),
    ("They left what Brae calls the “ruin” of Tarn.", &[]),
    // an adverb or phrase that leads up to a clause; a clause with a verb that no list knows
    ("Brae said too often, the ships were late.", &["Brae: too often, the ships were late"]),
    (
        "Brae said at 7:30 p.m., there were six ships.",
        &["Brae: at 7:30 p.m., there were six ships"],
    ),
    ("Brae says crews undercount their own ships.", &["Brae: crews undercount their own ships"]),
    (
        "“They are late,” said oil and gas worker Bo Vane.",
        &["oil and gas worker Bo Vane: “They are late,”"],
    ),
    // an apostrophe after "s" opens nothing; a speaker after the verb is no content
    (
        "Brae complained to the dockers’ Orla Rose that the quay was closed.",
        &["Brae: that the quay was closed"],
    ),
    ("Only six ships? Not so, says our friend, who was at the quay.", &[]),
    (
        "Not so, says our friend, who was at the quay. \"It was nearer 30 ships.\"",
        &["our friend: \"It was nearer 30 ships.\""],
    ),
    // the title of a statement is no claim
    ("Port of Tarn: statement on the quay\n\nIt is closed.", &[]),
    // what is asked or supposed is said by nobody
    ("After an hour of shouting nobody can say how late the ships were.", &[]),
    ("If Brae says the quay is closed, the ships will wait.", &[]),
    ("Did Brae say the quay was closed?", &[]),
    // participles before a noun attribute nothing; requests and expectations do
    ("Brae leads in pledged ships and is late.", &[]),
    ("The port's estimated costs rose.", &[]),
    ("Brae asked Tolle to close the quay.", &["Brae: to close the quay"]),
    ("The port expects the lake to fall.", &["The port: the lake to fall"]),
    ("Brae expected a letter.", &[]),
    ("Two pilots asked not to be named.", &[]),
    ("Brae expressed “deep concern” about it.", &["Brae: “deep concern” about it"]),
    (
        "They sued the port and have alleged in court documents that it was late.",
        &["They: that it was late"],
    ),
    // whoever the main clause is about says what a participle before it says
    ("Noting that the quay was old, Brae left the hall.", &["Brae: that the quay was old"]),
    // several who speak at once
    (
        "Ana Orsk, Bo Lindal and the board said the quay was closed.",
        &["Ana Orsk, Bo Lindal and the board: the quay was closed"],
    ),
    (
        "Orsk, Lindal, and Tolle all denied that the quay was closed.",
        &["Orsk, Lindal, and Tolle: that the quay was closed"],
    ),
    (
        "On Monday, Orsk and Tolle said the quay was closed.",
        &["Orsk and Tolle: the quay was closed"],
    ),
    // a first name that is also a preposition
    (
        "Per Lindal, a surgeon at Vell Hospital, said six ships sank.",
        &["Per Lindal, a surgeon at Vell Hospital: six ships sank"],
    ),
    ("Per the rules, Brae said the quay was closed.", &["Brae: the quay was closed"]),
    // adjectives that a comma divides
    ("The tall, quiet pilot said no ship sank.", &["The tall, quiet pilot: no ship sank"]),
    // silence is one claim, not a second one of what is not said
    ("Tarnlink declined to say how many ships sank.", &["Tarnlink: how many ships sank"]),
    // a quotation that is only the subject of its sentence goes on with nothing
    ("“It sank,” Brae said. “The Long Grey Quay” is her best film.", &["Brae: “It sank,”"]),
    // words that the end of a line or a soft hyphen divides
    ("The govern-\nment said it would with-\ndraw.", &["The govern-\nment: it would with-\ndraw"]),
    (
        "The har\u{ad}bour office sa\u{ad}id it was late.",
        &["The har\u{ad}bour office: it was late"],
    ),
];

#[test]
fn what_attributes_and_to_whom() {
    for (text, expected) in CASES {
        assert_eq!(read(text), *expected, "{text}");
    }
}
