//! S: size. How fast is measured by the benchmarks, never here: these say that there is an end, and what is told.

use std::time::{Duration, Instant};

use super::{beside_a_good_one, entry, found, told};

/// Far more than it takes, on a slow machine too.
const AN_END: Duration = Duration::from_secs(60);

#[test]
fn s1_a_file_of_fifty_megabytes_is_named_with_the_limit() {
    let text = entry("sent: 2026-04-08\n") + &"All of it is one long line. ".repeat(50 * 1024 * 1024 / 28);
    let found = told(text, "file-too-large");
    assert!(found.len() == 1 && found[0].contains("MiB"), "{found:?}");
}

#[test]
fn s2_many_files_are_read_in_one_run() {
    let journal = beside_a_good_one(entry("sent: 2026-04-08\n").as_bytes());
    for number in 0..3_000 {
        std::fs::write(journal.root().join(format!("requests/n{number}.md")), entry("sent: 2026-03-01\n")).expect("written");
    }
    let ran = journal.run(&["list", "--format", "path"]);
    assert_eq!((ran.status, ran.out.lines().count()), (0, 3_002));
}

#[test]
fn s3_depth_and_aliases_are_refused() {
    let begun = Instant::now();
    for text in [
        format!("---\nkind: {}\n---\n", "[".repeat(10_000)),
        format!("---\nkind: {}{}\n---\n", "[".repeat(10_000), "]".repeat(10_000)),
        format!("---\na: &a [x, x]\n{}---\n", (1..30).map(|n| format!("k{n}: &k{n} [*a, *a]\n")).collect::<String>()),
        format!("---\n{}---\n", (0..2_000).map(|depth| format!("{}k:\n", " ".repeat(depth))).collect::<String>()),
    ] {
        assert!(!told(text, "invalid-yaml,file-too-large,wrong-type").is_empty());
    }
    assert!(begun.elapsed() < AN_END);
}

#[test]
fn s4_twenty_mistakes_of_a_file_are_shown_and_the_rest_counted() {
    // At length: tests/transcripts/checks/twenty.md.
    let text = entry(&(0..3_000).map(|n| format!("key{n}: x\n")).collect::<String>());
    let journal = beside_a_good_one(text.as_bytes());
    assert_eq!(found(&journal, "unknown-key").len(), 3_000, "JSON has all");
    let shown = journal.run(&["check", "--only", "unknown-key"]).out;
    assert!(shown.contains("… and 2980 more in requests/x.md"), "{}", &shown[shown.len().saturating_sub(300)..]);
}
