//! D: dates.

use super::{beside_a_good_one, entry, found, told};

#[test]
fn d1_each_form_is_kept_as_written() {
    for sent in ["2026-04-08", "2026-04-08T09:30", "2026-04-08T09:30+08:00", "2026-04-08 09:30"] {
        let journal = beside_a_good_one(entry(&format!("sent: {sent}\n")).as_bytes());
        assert!(found(&journal, "invalid-date").is_empty(), "{sent}");
        assert_eq!(journal.run(&["set", "x", "next=y"]).status, 0);
        assert!(journal.read("requests/x.md").contains(&format!("sent: {sent}\n")));
    }
}

#[test]
fn d2_gaps_and_folds_of_a_zone_are_days_all_the_same() {
    // Cairo skips midnight of 2026-04-24; New York has 01:30 of 2025-11-02 twice. At length: tests/transcripts/checks/zone-gap.md.
    for (zone, sent) in [("Africa/Cairo", "2026-04-24"), ("America/New_York", "2025-11-02T01:30")] {
        let journal = beside_a_good_one(entry(&format!("sent: {sent}\n")).as_bytes());
        journal.write("asklog.yaml", &format!("lang: en\ntimezone: {zone}\n"));
        let ran = journal.run(&["list", "--now", "2026-05-01", "--format", "json"]);
        assert!(ran.status == 0 && ran.out.contains(sent), "{zone} {sent}: {}", ran.err);
        assert_eq!(journal.run(&["due", "--now", "2026-05-01"]).status, 0);
    }
    let journal = beside_a_good_one(entry("sent: 2026-04-24T00:30\n").as_bytes());
    journal.write("asklog.yaml", "lang: en\ntimezone: Africa/Cairo\n");
    assert_eq!(found(&journal, "invalid-date"), ["6:7 `sent` is `2026-04-24T00:30`: the clocks skipped that time"]);
}

#[test]
fn d3_years_at_the_ends_never_panic() {
    assert!(told(entry("sent: 9999-12-31\n"), "invalid-date").is_empty());
    assert_eq!(told(entry("sent: 9999-12-31\n"), "future-date").len(), 1);
    for year in ["0000-01-01", "10000-01-01", "-0001-01-01"] {
        assert_eq!(told(entry(&format!("sent: {year}\n")), "invalid-date").len(), 1, "{year}");
    }
}

#[test]
fn d4_what_lies_ahead_is_planned_and_not_waiting() {
    let journal = beside_a_good_one(entry("sent: 2026-05-01\n").as_bytes());
    assert_eq!(found(&journal, "future-date").len(), 1);
    assert!(!journal.run(&["due"]).out.contains(" x "));
}

#[test]
fn d5_instants_are_compared_across_zones() {
    let before = entry("sent: 2026-04-08T09:00+08:00\nreplied: 2026-04-08T00:30+00:00\n");
    assert_eq!(told(before, "reply-before-sent").len(), 1);
    assert!(told(entry("sent: 2026-04-08T09:00+08:00\nreplied: 2026-04-08T01:30+00:00\n"), "reply-before-sent").is_empty());
}

#[test]
fn d6_the_iso_form_of_what_is_meant_is_told() {
    for (written, iso) in [("2026/3/2", "2026-03-02"), ("民國115年4月8日", "2026-04-08"), ("2026-02-30", ""), ("昨天", "")] {
        let journal = beside_a_good_one(entry(&format!("noticed: {written}\n")).as_bytes());
        assert_eq!(found(&journal, "invalid-date").len(), 1, "{written}");
        assert!(journal.run(&["check", "--only", "invalid-date"]).out.contains(iso), "{written}");
    }
}

#[test]
fn d7_an_unknown_zone_is_told_and_utc_is_never_silent() {
    let journal = beside_a_good_one(entry("sent: 2026-04-08\n").as_bytes());
    journal.write("asklog.yaml", "lang: en\n");
    assert!(journal.run(&["check", "--only", "no-timezone"]).out.contains("no-timezone"));
    journal.write("asklog.yaml", "lang: en\ntimezone: Asia/Atlantis\n");
    let ran = journal.run(&["check"]);
    assert!(ran.out.contains("Asia/Atlantis"), "{}", ran.out);
}
