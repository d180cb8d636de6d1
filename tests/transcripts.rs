//! Runs the transcripts: a console block in Markdown, the folder before (`NAME.in`), and where a command
//! writes, the folder after (`NAME.out`). Bless with `TRYCMD=overwrite cargo test`.

/// The variables that would make two machines differ.
const CLEARED: [&str; 9] = ["ASKLOG_JOURNAL", "ASKLOG_NOW", "VISUAL", "EDITOR", "LC_ALL", "LC_MESSAGES", "LANG", "COLUMNS", "TERM_PROGRAM"];

#[test]
fn transcripts() {
    let cases = trycmd::TestCases::new();
    cases.env("TZ", "Asia/Taipei").env("NO_COLOR", "1").env("ASKLOG_NOW", "2026-04-12").env("COLUMNS", "80");
    for name in CLEARED.iter().filter(|name| !matches!(**name, "ASKLOG_NOW" | "COLUMNS")) {
        cases.env(*name, "");
    }
    cases.case("tests/transcripts/*/*.md").case("README.md");
    cases.run();
}
