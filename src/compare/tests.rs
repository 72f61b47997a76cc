//! Laws of the whole room, and tables of whole comparisons.

use proptest::prelude::*;

use super::*;
use crate::model::{Agreement, Stance};

fn read(text: &str) -> Statement {
    Statement::read(text, Stance::Asserts, None)
}

fn agreement(a: &str, b: &str) -> Agreement {
    compare(&read(a), &read(b)).agreement
}

#[test]
fn numbers() {
    use Agreement::{Agrees, Contradicts};
    let cases = [
        // bounds
        ("At least 40 miners were trapped", "42 miners were trapped", Agrees),
        ("Fewer than 30 miners were trapped", "42 miners were trapped", Contradicts),
        ("About 50,000 tents were sent", "48,000 tents were sent", Agrees),
        ("More than 6,000 tents were sent", "4,650 tents were sent", Contradicts),
        // words and scales
        ("A dozen miners were trapped", "Twelve miners were trapped", Agrees),
        ("Dozens of miners were trapped", "Three miners were trapped", Contradicts),
        ("The bridge cost 1.2 million marks", "The bridge cost 900,000 marks", Contradicts),
        // units
        ("The tunnel is 2 km long", "The tunnel is 2,000 metres long", Agrees),
        ("The tunnel is 2 km long", "The tunnel is 3 miles long", Contradicts),
    ];
    for (a, b, expected) in cases {
        assert_eq!(agreement(a, b), expected, "{a} / {b}");
    }
}

#[test]
fn negation() {
    use Agreement::{Contradicts, Undecided};
    let cases = [
        ("The gate was open", "The gate was not open", Contradicts),
        ("Nobody opened the gate", "A guard opened the gate", Contradicts),
        ("The guard may have opened the gate", "The guard did not open the gate", Undecided),
        ("The guard opened the gate", "The driver did not open the hatch", Undecided),
    ];
    for (a, b, expected) in cases {
        assert_eq!(agreement(a, b), expected, "{a} / {b}");
    }
}

#[test]
fn stance() {
    use Agreement::{Agrees, Contradicts, Undecided};
    let said = "The guard opened the gate";
    let with = |stance| compare(&read(said), &Statement::read(said, stance, None)).agreement;
    let all = Stance::ALL.map(with);
    assert_eq!(all, [Agrees, Contradicts, Undecided, Undecided]);
}

#[test]
fn candidates_of_many_copies_stay_few() {
    let copies: Vec<_> =
        (0..10_000).map(|n| read(&format!("Gate {n} of the Orlo dam was opened"))).collect();
    let pairs = candidates(&copies);
    assert!(pairs.len() >= 9_999 && pairs.len() < 400_000, "{}", pairs.len());
}

proptest! {
    #[test]
    fn comparison_is_symmetric(a in "[a-z0-9 ,.not]{0,60}", b in "[a-z0-9 ,.not]{0,60}") {
        let (a, b) = (read(&a), read(&b));
        let (one, other) = (compare(&a, &b), compare(&b, &a));
        prop_assert_eq!(one.agreement, other.agreement);
        let turned: Vec<_> = other.evidence.into_iter().map(|e| (e.rule, e.weight, e.b, e.a)).collect();
        let straight: Vec<_> = one.evidence.into_iter().map(|e| (e.rule, e.weight, e.a, e.b)).collect();
        prop_assert_eq!(straight, turned);
    }

    #[test]
    fn a_statement_never_contradicts_itself(text in any::<String>()) {
        let statement = read(&text);
        prop_assert_ne!(compare(&statement, &statement).agreement, Agreement::Contradicts);
    }

    #[test]
    fn numbers_of_any_size_are_read(digits in "[0-9]{1,400}", unit in "( million| billion| km|%| and 3| to 9)?") {
        let _ = compare(&read(&format!("{digits}{unit} were sold")), &read("9 were sold"));
    }
}
