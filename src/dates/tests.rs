use chrono::NaiveDate;

use super::{find, read, two_readings};

/// A Friday.
fn anchor() -> NaiveDate {
    NaiveDate::from_ymd_opt(2023, 1, 20).unwrap()
}

fn reading(phrase: &str) -> String {
    read(phrase, anchor()).map_or("-".to_owned(), |when| when.edtf_text())
}

/// The phrases of a text as "words = EDTF".
fn findings(text: &str, anchor: Option<NaiveDate>) -> Vec<String> {
    let show = |found: &super::Found| {
        assert_eq!(found.when.words.as_deref(), Some(&text[found.bytes.clone()]));
        format!("{} = {}", &text[found.bytes.clone()], found.when)
    };
    find(text, anchor).iter().map(show).collect()
}

fn check(table: &[(&str, &str)]) {
    let wrong: Vec<_> = table
        .iter()
        .filter(|(phrase, edtf)| reading(phrase) != *edtf)
        .map(|(phrase, edtf)| format!("{phrase}: {} not {edtf}", reading(phrase)))
        .collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

/// Each line: a text and what is found in it, parted by "; ".
fn check_found(table: &[(&str, &str)]) {
    let found = |text| findings(text, Some(anchor())).join("; ");
    let wrong: Vec<_> = table
        .iter()
        .filter(|(text, expected)| found(text) != *expected)
        .map(|(text, expected)| format!("{text}: {:?} not {expected:?}", found(text)))
        .collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn figures_that_can_be_two_days_are_told() {
    let two = |phrase| two_readings(phrase).map(|days| days.map(|day| day.to_string()));
    let may = || Some(["2024-06-05", "2024-05-06"].map(str::to_owned));
    assert_eq!([two("05/06/2024"), two(" 5.6.2024 ")], [may(), may()]);
    for one in ["25/06/2024", "05/05/2024", "2024-05-06", "05/06/24", "05/06/2024/1", "soon"] {
        assert_eq!(two(one), None, "{one}");
    }
}

#[test]
fn dates_in_full() {
    check(&[
        ("2023-01-20", "2023-01-20"),
        ("2023-01", "2023-01"),
        ("2022-11/2023-01", "2022-11/2023-01"),
        ("2022~", "2022~"),
        ("2023", "2023"),
        ("20 Jan 2023", "2023-01-20"),
        ("20 january 2023", "2023-01-20"),
        ("20th of January, 2023", "2023-01-20"),
        ("the 3rd of March 2022", "2022-03-03"),
        ("March 3, 2022", "2022-03-03"),
        ("March 3rd 2022", "2022-03-03"),
        ("Fri, 20 Jan 2023", "2023-01-20"),
        ("Friday 20 January 2023", "2023-01-20"),
        ("Jan. 20, 2023", "2023-01-20"),
        ("Sept. 4, 2022", "2022-09-04"),
        ("March 2022", "2022-03"),
        ("20-Jan-2023", "2023-01-20"),
        ("20.01.2023", "2023-01-20"),
        ("2023/01/20", "2023-01-20"),
        // a wrong weekday is a doubt
        ("Monday 20 January 2023", "2023-01-20?"),
        // with a clock
        ("2023-01-20T10:30:00+01:00", "2023-01-20"),
        ("2023-01-20 10:30", "2023-01-20"),
        ("Fri, 20 Jan 2023 10:30:00 GMT", "2023-01-20"),
        ("January 20, 2023 at 9:15 a.m. EST", "2023-01-20"),
    ]);
}

#[test]
fn figures_with_two_readings_are_refused() {
    check(&[
        ("03/04/2023", "-"),
        ("20/01/2023", "2023-01-20"),
        ("01/20/2023", "2023-01-20"),
        ("04/04/2023", "2023-04-04"),
    ]);
}

#[test]
fn dates_without_a_year_are_the_last_up_to_the_anchor() {
    check(&[
        ("Jan. 20", "2023-01-20"),
        ("21 January", "2022-01-21"),
        ("14 June", "2022-06-14"),
        ("march", "2022-03"),
        ("January", "2023-01"),
        ("in November", "2022-11"),
        ("29 February", "2020-02-29"),
        ("last November", "2022-11"),
        ("last January", "2022-01"),
        ("next March", "2023-03"),
        ("until 14 June", "../2023-06-14"),
        ("Christmas Day", "2022-12-25"),
        ("New Year's Eve", "2022-12-31"),
        ("New Year\u{2019}s Day 2022", "2022-01-01"),
        ("Good Friday", "2022-04-15"),
        ("Easter Monday 2024", "2024-04-01"),
        ("last Christmas", "2022-12-25~"),
        ("Black Friday", "2022-11-25"),
    ]);
}

#[test]
fn days_and_weeks_counted_from_the_anchor() {
    check(&[
        ("today", "2023-01-20"),
        ("yesterday", "2023-01-19"),
        ("tomorrow", "2023-01-21"),
        ("the day before yesterday", "2023-01-18"),
        ("last night", "2023-01-19"),
        ("Friday", "2023-01-20"),
        ("last Friday", "2023-01-13"),
        ("last Tuesday", "2023-01-17"),
        ("next Friday", "2023-01-27"),
        ("this past Monday", "2023-01-16"),
        ("friday last week", "2023-01-13"),
        ("this week", "2023-01-16/2023-01-22"),
        ("last week", "2023-01-09/2023-01-15"),
        ("next week", "2023-01-23/2023-01-29"),
        ("earlier this week", "2023-01-16/2023-01-20"),
        ("last weekend", "2023-01-14/2023-01-15"),
        ("last month", "2022-12"),
        ("this month", "2023-01"),
        ("last year", "2022"),
        ("2 days ago", "2023-01-18"),
        ("2 weeks ago", "2023-01-06~"),
        ("a fortnight ago", "2023-01-06~"),
        ("two months ago", "2022-11~"),
        ("a couple of years ago", "2021~"),
        ("a few days ago", "2023-01-13~/2023-01-18~"),
        ("the past two months", "2022-11-20/2023-01-20"),
        ("the last 10 days", "2023-01-10/2023-01-20"),
        ("the past year", "2022-01-20/2023-01-20"),
        ("the next two weeks", "2023-01-20/2023-02-03"),
    ]);
}

#[test]
fn vague_dates() {
    check(&[
        ("c. 2019", "2019~"),
        ("circa March 2022", "2022-03~"),
        ("about 2019", "2019~"),
        ("early March 2022", "2022-03-01/2022-03-10~"),
        ("mid-June", "2022-06-11~/2022-06-20~"),
        ("late last month", "2022-12-21~/2022-12-31"),
        ("the end of March", "2022-03-21~/2022-03-31"),
        ("late 2021", "2021-09~/2021-12"),
        ("early 2022", "2022-01/2022-04~"),
        ("the 1990s", "1990/1999"),
        ("the early 1990s", "1990/1993~"),
        ("the 19th century", "1801/1900"),
        ("spring 2022", "2022-03~/2022-05~"),
        ("the winter of 2022", "2022-12~/2023-02~"),
        ("last summer", "2022-06~/2022-08~"),
        ("the first quarter of 2023", "2023-01/2023-03"),
        ("Q3 2022", "2022-07/2022-09"),
        ("the second half of last year", "2022-07/2022-12"),
    ]);
}

#[test]
fn ranges() {
    check(&[
        ("since April", "2022-04/.."),
        ("since 2019", "2019/.."),
        ("before March 2022", "../2022-02-28"),
        ("from 2019 to 2021", "2019/2021"),
        ("2019-2021", "2019/2021"),
        ("2019\u{2013}21", "2019/2021"),
        ("between 3 and 5 May", "2022-05-03/2022-05-05"),
        ("3-5 May 2022", "2022-05-03/2022-05-05"),
        ("May 3-5, 2022", "2022-05-03/2022-05-05"),
        ("from 30 December to 2 January", "2022-12-30/2023-01-02"),
        ("between March and May 2021", "2021-03/2021-05"),
        ("April to June 2022", "2022-04/2022-06"),
        ("from Monday to Wednesday", "2023-01-16/2023-01-18"),
    ]);
}

#[test]
fn what_is_no_date_is_none() {
    for phrase in [
        "",
        " ",
        "soon",
        "the day after",
        "three days later",
        "30 February 2023",
        "the next day",
        "last",
        "on",
        "in",
        "20",
        "Fridays",
        "99999",
        "2023-13-01",
        "a",
        "the",
        "next",
        "that day",
        "yesterday or so",
        "0 ago",
        "-5 days ago",
        "99999999999999 days ago",
    ] {
        assert_eq!(reading(phrase), "-", "{phrase}");
    }
}

#[test]
fn weekdays_in_news() {
    check_found(&[
        ("The mayor said on Friday that", "on Friday = 2023-01-20"),
        ("he told reporters on Thursday night.", "on Thursday night = 2023-01-19"),
        ("she said late on Monday, adding", "late on Monday = 2023-01-16"),
        ("Kerr said Friday.", "Friday = 2023-01-20"),
        ("on Saturday 17 December at 06.00", "on Saturday 17 December = 2022-12-17"),
        ("after Monday's meeting", "Monday = 2023-01-16"),
        // looking ahead
        ("The court will sit on Monday.", "on Monday = 2023-01-23"),
        ("It will close. He said so on Monday.", "on Monday = 2023-01-16"),
        ("It would sit on Monday, he said.", "on Monday = 2023-01-23"),
        ("He would not comment on Monday.", "on Monday = 2023-01-16"),
        ("Mend it before the winter", "before the winter = ../2023-11-30"),
        ("They were gone before the winter", "before the winter = ../2022-11-30"),
        ("closed until Tuesday", "until Tuesday = ../2023-01-24"),
        (
            "It will open next week, she said on Thursday",
            "next week = 2023-01-23/2023-01-29; on Thursday = 2023-01-19",
        ),
        // no days
        ("The Sunday Times reported", ""),
        ("It opens on Mondays and Saturdays", ""),
        ("the sun and the fri", ""),
        ("Monday Night Live", ""),
        ("he told USA Today on Friday", "on Friday = 2023-01-20"),
        ("Today the court sat", "Today = 2023-01-20"),
        ("the pile-on Tuesday", "Tuesday = 2023-01-17"),
        ("a counterrevolutionistoday", ""),
        (
            "after the 2012 vote, after Monday, before the weekend.",
            "after Monday = 2023-01-17/..; before the weekend = ../2023-01-13",
        ),
    ]);
}

#[test]
fn months_and_verbs() {
    check_found(&[
        ("It may rain. They march on.", ""),
        ("Theresa May said May's deal", ""),
        ("in May", "in May = 2022-05"),
        ("on May 5 the", "on May 5 = 2022-05-05"),
        ("In March 20 people died", "In March = 2022-03"),
        ("April Jones and June Marsh", ""),
        ("since last November", "since last November = 2022-11/.."),
        ("on Nov. 3rd and", "on Nov. 3rd = 2022-11-03"),
        ("the December storm", "the December = 2022-12"),
        ("Jan Marsh met Mar Diaz", ""),
        ("in March of last year", "in March of last year = 2022-03"),
        ("on June 16th of last year we", "on June 16th of last year = 2022-06-16"),
        ("during the Sept. 11 service", "during the Sept. 11 = 2022-09-11"),
    ]);
}

#[test]
fn years_and_quantities() {
    check_found(&[
        ("in 2019, 2000 people", "in 2019 = 2019"),
        ("in 2000 homes", ""),
        ("it has 2019 doors", ""),
        ("cost $2019 in 1,999 cases", ""),
        ("from 2019 to 2021.", "from 2019 to 2021 = 2019/2021"),
        ("version 2023.01.20.1", ""),
        ("on 2023-01-19 at", "on 2023-01-19 = 2023-01-19"),
        ("in the 1990s", "in the 1990s = 1990/1999"),
    ]);
}

#[test]
fn stretches_and_other_days() {
    check_found(&[
        ("in the past two months alone", "in the past two months = 2022-11-20/2023-01-20"),
        ("three days later", ""),
        ("the next day, the following week", ""),
        ("said on Sunday. She said that day", "on Sunday = 2023-01-15; that day = 2023-01-15"),
        ("over the weekend", "over the weekend = 2023-01-14/2023-01-15"),
        ("on Christmas Day", "on Christmas Day = 2022-12-25"),
        ("on the night of 3 January", "on the night of 3 January = 2023-01-03"),
        ("earlier this month", "earlier this month = 2023-01-01/2023-01-20"),
        ("a Christmas market on New Year\u{2019}s Eve", "on New Year\u{2019}s Eve = 2022-12-31"),
    ]);
}

#[test]
fn without_an_anchor_only_phrases_with_a_year_are_found() {
    let text = "On Friday, in May 2022, last week, on 3 March, in 2019 and at Easter 2024.";
    assert_eq!(
        findings(text, None),
        ["in May 2022 = 2022-05", "in 2019 = 2019", "at Easter 2024 = 2024-03-31~"]
    );
}

#[test]
fn phrases_inside_phrases_end() {
    for unit in ["Friday, ", "early ", "end of ", "earlier in ", "late on ", "this past "] {
        let text = unit.repeat(20_000);
        assert!(find(&text, Some(anchor())).len() <= 20_000, "{unit}");
    }
}

#[test]
fn quarters_and_holidays_of_some_countries() {
    check_found(&[
        ("sales fell in the third quarter", "in the third quarter = 2022-07/2022-09"),
        ("will rise in the third quarter", "in the third quarter = 2023-07/2023-09"),
        ("in the fourth quarter of the match", ""),
        ("the fourth-quarter results", ""),
        ("in the last quarter of 2021", "in the last quarter of 2021 = 2021-10/2021-12"),
        ("he said last quarter", "last quarter = 2022-10/2022-12"),
        ("it fell this quarter", "this quarter = 2023-01/2023-03"),
        ("in the past two quarters", "in the past two quarters = 2022-07-20/2023-01-20"),
        ("on Labor Day", "on Labor Day = 2022-09-05"),
        ("before Memorial Day.", "before Memorial Day = ../2022-05-29"),
        ("on Veterans' Day", "on Veterans' Day = 2022-11-11"),
        ("since Presidents Day 2021", "since Presidents Day 2021 = 2021-02-15/.."),
        ("on Boxing Day", "on Boxing Day = 2022-12-26"),
        ("a Labor minister, the memorial", ""),
    ]);
}

#[test]
fn what_is_said_counts_from_when_it_was_said() {
    let cases = [
        // (words, said, meant): the text was written on Friday, 20 January 2023
        ("in the past two months", "2022-12", "2022-10/2022-12"),
        ("they will meet on Friday", "2023-01-16", "2023-01-20"),
        ("they met on Friday", "2023-01-16", "2023-01-13"),
        ("they meet tomorrow", "2022-11-30", "2022-12-01"),
        ("it fell last month", "2022-11", "2022-10"),
        ("it fell in 2019", "2022-12", "2019"),
        ("until Friday", "2023-01-16", "../2023-01-20"),
    ];
    for (text, said, meant) in cases {
        let said = said.parse().expect("it is a date");
        let found = find(text, Some(anchor()));
        let when = found[0].said(&said).map(|when| when.edtf_text());
        assert_eq!(when.as_deref(), Some(meant), "{text}");
    }
}
