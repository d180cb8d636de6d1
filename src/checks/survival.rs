//! Any bytes whatever end in diagnostics: no panic, no hang.

use std::path::PathBuf;

use super::check;
use crate::calendar::{Moment, Now, Zone};
use crate::disk::{self, Found, SETTINGS};
use crate::insight::{Insight, all_due};
use crate::journal::{Journal, Settings, entry_from_bytes};
use crate::labels::{Labels, Lang};

/// Byte mutations of the example's files that are tried.
const MUTATIONS: usize = 10_000;
/// Files that are checked together: mutations meet each other across files too.
const BATCH: usize = 25;

fn example() -> Vec<(String, Vec<u8>)> {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("example-journal");
    let mut found = disk::entries(&root, "requests", u64::MAX).0;
    found.extend(disk::entries(&root, "templates", u64::MAX).0);
    found.into_iter().map(|found| (found.path, std::fs::read(found.file).expect("readable"))).collect()
}

fn mutated(bytes: &[u8], random: &mut fastrand::Rng) -> Vec<u8> {
    const PIECES: [&[u8]; 16] = [
        b"\n---\n",
        b"\xff",
        b"\0",
        b"[[[[",
        b"{{",
        b": ",
        b"\t",
        b"&a",
        b"<<<<<<< x\n",
        "：".as_bytes(),
        "\u{202e}".as_bytes(),
        b"\r\n",
        b"2026-02-30",
        b"|\n",
        b"\"",
        b"  - ",
    ];
    let mut bytes = bytes.to_vec();
    for _ in 0..random.usize(1..6) {
        let at = random.usize(..=bytes.len());
        match random.u8(0..4) {
            0 if at < bytes.len() => bytes[at] = random.u8(..),
            1 if at < bytes.len() => {
                bytes.remove(at);
            }
            2 => {
                let end = bytes.len().min(at + random.usize(..40));
                bytes.drain(at..end);
            }
            _ => {
                let piece = PIECES[random.usize(..PIECES.len())];
                bytes.splice(at..at, piece.iter().copied());
            }
        }
    }
    bytes
}

#[test]
fn ten_thousand_mutations_end_in_diagnostics() {
    let zone = Zone::named("Asia/Taipei").expect("in the database");
    let now = Now::at(Moment::parse("2026-04-12", zone).expect("a day"), zone).expect("a time");
    let files = example();
    let mut random = fastrand::Rng::with_seed(20_260_408);
    let labels = Labels::of(Lang::ZhTw);
    for _ in 0..MUTATIONS / BATCH {
        let settings = Settings::read(SETTINGS, b"lang: zh-TW\ntimezone: Asia/Taipei\n").0;
        let mut entries = Vec::new();
        let mut paths = std::collections::BTreeSet::new();
        for _ in 0..BATCH {
            let (path, bytes) = &files[random.usize(..files.len())];
            if paths.insert(path.clone()) {
                let found = Found { path: path.clone(), file: PathBuf::new(), fault: None };
                entries.push(entry_from_bytes(found, mutated(bytes, &mut random), &settings, now));
            }
        }
        let count = entries.len();
        let journal = Journal::assemble(settings, Vec::new(), entries, &[], now);
        let insight = Insight::of(&journal);
        let report = check(&journal, &insight);
        assert_eq!(journal.requests.len() + journal.templates.len() + journal.unreadable.len(), count, "every file is shown or named");
        for diagnostic in &report.diagnostics {
            let source = journal.source(&diagnostic.path).unwrap_or_default();
            assert!(
                diagnostic.span.start <= diagnostic.span.end && diagnostic.span.end <= source.len().max(diagnostic.span.end),
                "{diagnostic:?}"
            );
            assert!(source.is_empty() || source.get(diagnostic.span.range()).is_some(), "a place in the file: {diagnostic:?}");
            assert!(!diagnostic.message.say(&labels).is_empty());
        }
        let _ = all_due(&insight, now.today());
        for request in &journal.requests {
            let _ = (insight.status(request), request.summary_shown(), crate::markdown::to_html(request.message()));
        }
    }
}
