//! Every help text.

use super::desk::{Desk, verbs};

/// Every command's words: the program alone, each verb, each verb's verbs.
fn commands() -> Vec<Vec<String>> {
    let mut commands = vec![vec![]];
    for verb in verbs() {
        commands.push(vec![verb.clone()]);
        if verb == "source" {
            let more = ["alias", "not-same", "party", "grade", "protect", "describe"];
            commands.extend(more.map(|word| vec![verb.clone(), word.to_owned()]));
        }
        if verb == "vault" {
            let more = ["list", "open", "close", "show", "check", "audit", "rekey", "forget"];
            commands.extend(more.map(|word| vec![verb.clone(), word.to_owned()]));
        }
        if verb == "proposition" {
            let more = ["join", "split", "name"];
            commands.extend(more.map(|word| vec![verb.clone(), word.to_owned()]));
        }
    }
    commands
}

fn help_of(command: &[String]) -> String {
    let mut words: Vec<_> = command.iter().map(String::as_str).collect();
    words.push("--help");
    Desk::new().run(&words).ok()
}

#[test]
fn every_help_is_as_it_was_written() {
    for command in commands() {
        let name = [vec!["onrecord".to_owned()], command.clone()].concat().join("-");
        insta::assert_snapshot!(name, help_of(&command));
    }
}

#[test]
fn every_help_has_an_example_and_the_exit_codes() {
    for command in commands() {
        let help = help_of(&command);
        let verb = command.first().map(String::as_str).unwrap_or_default();
        let foot = help
            .split("Examples:\n")
            .nth(1)
            .unwrap_or_else(|| panic!("{command:?} has no example"));
        assert!(foot.contains(&format!("onrecord {verb}")), "{command:?} shows no use of itself");
        assert!(foot.contains("Exit codes: 0 fine"), "{command:?} does not tell its exit codes");
    }
}

#[test]
fn help_and_man_pages_tell_of_every_verb() {
    let desk = Desk::new();
    let _ = desk.run(&["man", "--out", "pages"]).ok();
    let page = desk.run(&["man"]).ok();
    for verb in verbs() {
        assert!(
            page.contains(&format!("onrecord\\-{}", verb.replace('-', "\\-"))),
            "onrecord.1 misses {verb}"
        );
        let own = desk.path().join(format!("pages/onrecord-{verb}.1"));
        assert!(own.is_file(), "there is no {}", own.display());
    }
}

#[test]
fn every_shell_gets_completions() {
    for shell in ["bash", "elvish", "fish", "powershell", "zsh"] {
        let script = Desk::new().run(&["completions", shell]).ok();
        assert!(script.contains("onrecord"), "{shell}");
    }
}
