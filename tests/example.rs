//! The example journal is the demonstration: it passes its own checks and its commands work.

use crate::program::{files, repository, run_in};

fn example(args: &[&str]) -> crate::program::Ran {
    run_in(&repository().join("example-journal"), args)
}

#[test]
fn check_finds_no_error_and_no_warning_then_and_now() {
    for now in ["2026-04-12", "2027-01-01"] {
        let ran = example(&["--now", now, "check", "--strict", "--format", "json"]);
        let report: serde_json::Value = serde_json::from_str(&ran.out).expect("JSON");
        assert_eq!((ran.status, &report["errors"], &report["warnings"]), (0, &0.into(), &0.into()), "{now}: {}", ran.out);
    }
}

#[test]
fn it_holds_three_months_of_letters_with_few_answers() {
    let ran = example(&["list", "--format", "json"]);
    let list: serde_json::Value = serde_json::from_str(&ran.out).expect("JSON");
    let entries = list["entries"].as_array().expect("entries");
    let count = |wanted: &dyn Fn(&serde_json::Value) -> bool| entries.iter().filter(|entry| wanted(entry)).count();
    let is_letter =
        |entry: &serde_json::Value| entry["kind"].as_str().is_some_and(|kind| kind.starts_with("ask-")) && !entry["sent"].is_null();
    assert_eq!(count(&is_letter), 60);
    assert!(count(&|entry| entry["outcome"].as_array().is_some_and(|outcome| outcome.iter().any(|one| one == "mentor"))) == 1);
    for status in ["draft", "replied", "closed", "silent", "due", "waiting", "withdrawn", "bounced", "done"] {
        assert!(count(&|entry| entry["status"] == status) > 0, "{status}");
    }
    for kind in ["public-question", "give", "inbound", "nudge", "thanks", "recap", "update"] {
        assert!(count(&|entry| entry["kind"] == kind) > 0, "{kind}");
    }
    assert!(list["unreadable"].as_array().is_some_and(Vec::is_empty));
}

#[test]
fn commands_that_read_change_nothing() {
    let folder = repository().join("example-journal");
    let before = files(&folder.join("requests"));
    for args in [
        &["check"][..],
        &["list"],
        &["due", "--days", "30"],
        &["show", "2026-02-04-林雅婷"],
        &["search", "盲點"],
        &["template", "list"],
        &[],
    ] {
        assert_eq!(example(args).status, 0, "{args:?}");
    }
    assert!(before == files(&folder.join("requests")));
}

/// A screen of 80 columns and 24 lines, the last of them the prompt's.
#[test]
fn its_numbers_stay_on_one_screen() {
    for lang in ["en", "zh-TW"] {
        for now in ["2026-02-20", "2026-03-10", "2026-04-12", "2027-01-01"] {
            let ran = example(&["--now", now, "--lang", lang, "stats"]);
            let lines: Vec<&str> = ran.out.lines().collect();
            assert!((15..=23).contains(&lines.len()), "{lang} {now}: {} lines\n{}", lines.len(), ran.out);
        }
    }
}
