//! Any bytes as entries beside others, and any text as a message: every finding has its place, and is found again.

use super::{Report, about, check};
use crate::fuzz::Fuzz;
use crate::insight::{Insight, all_due};
use crate::journal::fuzz::{assert_place, entry, now, settings};
use crate::journal::{EntryRead, Journal};
use crate::labels::{Labels, Lang};
use crate::terminal::findings::{Findings, github, json, sarif, short, shown};

const SEEDS: &[&str] = &[
    "example-journal/requests",
    "tests/letters",
    "tests/transcripts/checks/message.in",
    "tests/transcripts/rules",
    "tests/browser/hostile-journal/requests",
];
/// What rules look for, and what may stand between.
const WORDS: &[&str] = &[
    "您好，",
    "Hi Priya,\n\n",
    "？",
    "?",
    "。",
    "！！！",
    "!!!",
    "…",
    "謝謝您",
    "Thanks",
    "不好意思",
    "sorry",
    "抱歉打擾",
    "ASAP",
    "盡快",
    "今天之內",
    "不回也沒關係",
    "no worries if not",
    "請問",
    "could you",
    "幫我看看",
    "give me feedback",
    "帮",
    "繁體",
    "简体",
    "{{ name }}",
    "[Name]",
    "XXX",
    "〇〇",
    "不想活了",
    "死線",
    "我想死",
    "-- \n",
    "\n> ",
    "> 您寫道：\n",
    "On Mon, x wrote:\n",
    "```\n",
    "`",
    "<!--",
    "-->",
    "](https://example.org/)",
    "http://",
    "\n\n",
    "\r\n",
    "\r",
    "\n- ",
    "\n1. ",
    "　",
    "\u{a0}",
    "\u{200b}",
    "\u{202e}",
    "\u{feff}",
    "👩‍💻",
    "é",
    "e\u{301}",
    "İ",
    "ß",
    "ﬁ",
    "Ａ",
    "①",
    "kind: nudge\n",
    "channel: x\n",
    "subject: hi\n",
    "sent: 2026-04-01\n",
    "---\n",
    "林雅婷",
    "Best,\nMarta",
    "敬上",
    "P.S. ",
    "1.5",
    "e.g. ",
    "「",
    "」",
    "（",
    "——",
];
/// Whom the message goes to, by what channel: rules differ.
const FRONTS: [&str; 4] = [
    "kind: ask-learning\nto: {name: 林雅婷, tie: weak}\nchannel: email\nsubject: 請教\n",
    "kind: ask-for-help\nto: {name: Priya Nair, tie: none, call: Priya}\nchannel: linkedin\n",
    "kind: nudge\nto: 王志明\nfollows: b\nchannel: x\n",
    "kind: public-question\nchannel: forum\n",
];

fn journal_of(entries: Vec<EntryRead>) -> Journal {
    Journal::assemble(settings(), Vec::new(), entries, &[], now())
}

fn checked(journal: &Journal) -> Report {
    check(journal, &Insight::of(journal))
}

#[test]
fn fuzz_findings() {
    Fuzz { name: "findings", seeds: SEEDS, words: WORDS, rounds: 400 }.run(|bytes, random| {
        // Two files of one bytes' pieces: mutations meet each other across files too.
        let (head, tail) = bytes.split_at(random.usize(..=bytes.len()));
        let parts = [("requests/2026/2026-04-08-a.md", bytes), ("requests/b.md", &[tail, head].concat()), ("templates/t.md", bytes)];
        let journal = journal_of(parts.iter().map(|(path, bytes)| entry(path, bytes)).collect());
        let insight = Insight::of(&journal);
        let report = check(&journal, &insight);
        assert_eq!(journal.requests.len() + journal.templates.len() + journal.unreadable.len(), 3, "every file is shown or named");
        for diagnostic in &report.diagnostics {
            assert_place(journal.source(&diagnostic.path).unwrap_or_default(), diagnostic.span, diagnostic);
        }
        let _ = all_due(&insight, now().today());
        let said: Vec<String> =
            journal.requests.iter().map(|request| format!("{:?} {}", insight.status(request), request.summary_shown())).collect();
        assert_eq!(said.len(), journal.requests.len());
        assert_forms(&journal, report);
    });
}

/// The forms in which findings are printed: each is what it says it is.
fn assert_forms(journal: &Journal, report: Report) {
    for lang in [Lang::ZhTw, Lang::En] {
        let findings = Findings { journal, report: &report, files: 3, labels: Labels::of(lang) };
        let count = report.diagnostics.len();
        assert_eq!(short(&findings).collect::<String>().lines().count(), count);
        assert_eq!(github(&findings, "").lines().count(), count);
        let read: serde_json::Value = serde_json::from_str(&json(&findings)).expect("JSON");
        assert_eq!(read["diagnostics"].as_array().map(Vec::len), Some(count));
        let read: serde_json::Value = serde_json::from_str(&sarif(&findings, "")).expect("JSON");
        assert_eq!(read["runs"][0]["results"].as_array().map(Vec::len), Some(count));
        assert!(shown(&findings).all(|piece| piece.is_empty()) == (count == 0 && report.notices.is_empty()));
    }
}

#[test]
fn fuzz_messages() {
    Fuzz { name: "messages", seeds: &SEEDS[..3], words: WORDS, rounds: 800 }.run(|bytes, random| {
        let text = String::from_utf8_lossy(bytes);
        // Of a seed with a front matter its body.
        let text = text.rsplit_once("\n---\n").map_or(&*text, |(_, body)| body);
        let front = FRONTS[random.usize(..FRONTS.len())];
        let of = |page: &str| {
            journal_of(vec![
                entry("requests/2026/2026-04-08-a.md", page.as_bytes()),
                entry("requests/b.md", b"---\nkind: give\nto: Ann\n---\n"),
            ])
        };
        let page = format!("---\n{front}---\n{text}");
        let journal = of(&page);
        let report = checked(&journal);
        let told = |report: &Report| report.diagnostics.iter().map(|found| (found.rule, found.span)).collect::<Vec<_>>();
        assert_eq!(told(&report), told(&checked(&of(&page))), "found again");
        let Some(request) = journal.checked_requests().find(|request| request.path().contains("2026")) else { return };
        let (message, body) = (request.message, request.document.body_start);
        for found in report.diagnostics.iter().filter(|found| found.path == request.path()) {
            assert_place(&page, found.span, found);
            if about(found.rule).is_some_and(|about| about.group.is_of_message()) {
                let stands = found.span.end < body || message.start <= found.span.start && found.span.end <= message.end;
                assert!(stands, "neither in the message nor at a key: {found:?}");
            }
        }
        if !page.contains('\r') {
            let other = of(&page.replace('\n', "\r\n"));
            let rules = |report: &Report| report.diagnostics.iter().map(|found| found.rule).collect::<Vec<_>>();
            assert_eq!(rules(&checked(&other)), rules(&report), "line ends change nothing");
        }
    });
}
