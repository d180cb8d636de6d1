//! The rules about facts at their borders: which entries just fire, and which just do not.

use crate::checks::check;
use crate::checks::small::journal;
use crate::insight::Insight;

#[test]
fn each_fires_from_its_border_on() {
    for (rule, expected, entries) in [
        // What is written and cannot be read is told by its own rule.
        ("reply-without-sent", vec!["a"], vec!["sent:\nreplied: 2026-04-08"]),
        ("reply-without-sent", vec![], vec!["sent: soon\nreplied: 2026-04-08"]),
        ("outcome-without-reply", vec!["a"], vec!["sent: 2026-04-07\nreplied:\noutcome: [answer]"]),
        ("outcome-without-reply", vec![], vec!["sent: 2026-04-07\nreplied: soon\noutcome: [answer]"]),
        ("silence-without-next", vec!["a"], vec!["template: t\nsent: 2026-03-02\nclosed: 2026-04-10\nclose_reason: no-reply"]),
        ("silence-without-next", vec![], vec!["template: t\nsent: 2026-03-02\nclosed: 2026-04-10\nclose_reason: solved"]),
        ("same-version-many-silences", vec!["e"], vec!["template: t@1\nsent: 2026-01-05"; 5]),
        ("same-version-many-silences", vec![], vec!["template: t@1\nsent: 2026-01-05"; 4]),
        ("same-version-many-silences", vec![], vec!["template: t\nsent: 2026-01-05"; 5]),
        ("stale-draft", vec!["a"], vec!["noticed: 2026-04-10"]),
        ("stale-draft", vec![], vec!["noticed: 2026-04-11"]),
        ("nudge-too-soon", vec!["b"], vec!["sent: 2026-04-09", "kind: nudge\nfollows: a\nsent: 2026-04-13"]),
        ("nudge-too-soon", vec![], vec!["sent: 2026-04-09", "kind: nudge\nfollows: a\nsent: 2026-04-14"]),
        (
            "nudge-too-soon",
            vec!["c"],
            vec!["sent: 2026-04-01", "kind: nudge\nfollows: a\nsent: 2026-04-09", "kind: nudge\nfollows: a\nsent: 2026-04-13"],
        ),
        ("same-person-two-ways", vec!["b", "c"], vec!["to: Ann Lee", "to: ANN LEE", "to: ann lee"]),
        ("same-person-two-ways", vec!["b"], vec!["to: {name: Ann Lee, handle: ann}", "to: ANN LEE"]),
        ("same-person-two-ways", vec![], vec!["to: {name: Ann Lee, handle: ann}", "to: {name: ANN LEE, handle: annie}"]),
        ("loop-not-closed", vec!["a"], vec!["sent: 2026-04-01\nreplied: 2026-04-06\noutcome: [answer]"]),
        ("loop-not-closed", vec![], vec!["sent: 2026-04-01\nreplied: 2026-04-07\noutcome: [answer]"]),
        (
            "loop-not-closed",
            vec![],
            vec!["sent: 2026-04-01\nreplied: 2026-04-06\noutcome: [answer]", "kind: thanks\nfollows: a\nsent: 2026-04-08"],
        ),
        ("too-many-requests-to-one", vec!["c"], vec!["sent: 2026-04-14", "sent: 2026-04-15", "sent: 2026-04-16"]),
        ("too-many-requests-to-one", vec![], vec!["sent: 2026-04-14", "sent: 2026-04-15"]),
        ("copy-paste-burst", vec!["c"], vec!["sent: 2026-04-01", "sent: 2026-04-04", "sent: 2026-04-08"]),
        ("copy-paste-burst", vec![], vec!["sent: 2026-04-01", "sent: 2026-04-04", "sent: 2026-04-09"]),
        ("copy-paste-burst", vec![], vec!["sent: 2026-04-01", "sent: 2026-04-04"]),
        // The same words in another order are another letter.
        (
            "copy-paste-burst",
            vec![],
            vec![
                "sent: 2026-04-01|red blue green grey pink white",
                "sent: 2026-04-02|white pink grey green blue red",
                "sent: 2026-04-03|green red white blue pink grey",
            ],
        ),
    ] {
        let texts: Vec<String> = entries
            .iter()
            .map(|entry| {
                let (front, message) = entry.split_once('|').unwrap_or((entry, "Which one?"));
                let kind = if front.starts_with("kind:") { "" } else { "kind: ask-learning\n" };
                let to = if front.starts_with("to:") { "" } else { "to: Ann\n" };
                format!("---\n{kind}{to}{front}\nchannel: email\nsubject: One question\n---\n\nHi Ann,\n\n{message}\n")
            })
            .collect();
        let paths = ["requests/a.md", "requests/b.md", "requests/c.md", "requests/d.md", "requests/e.md"];
        let journal = journal("timezone: Asia/Taipei\nfollow_up: {draft: 10}\n", paths.into_iter().zip(texts.iter().map(String::as_str)));
        let found = check(&journal, &Insight::of(&journal)).diagnostics;
        let told: Vec<&str> = found.iter().filter(|found| found.rule == rule).map(|found| &found.path[9..10]).collect();
        assert_eq!(told, expected, "{rule}: {entries:?}");
    }
}
