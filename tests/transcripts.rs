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

/// The names in the catalogue of rules, as its source lists them.
fn rules() -> Vec<String> {
    let source = std::fs::read_to_string(crate::program::repository().join("src/checks/rules.rs")).expect("there");
    let tables = source.split("/// Names that later versions").next().unwrap_or_default();
    let quoted = tables.split('"').skip(1).step_by(2);
    quoted.filter(|name| name.contains('-') && name.chars().all(|c| c.is_ascii_lowercase() || c == '-')).map(ToOwned::to_owned).collect()
}

#[test]
fn every_rule_has_a_transcript() {
    let rules = rules();
    assert!(rules.len() >= 38, "the catalogue is read: {}", rules.len());
    for rule in rules {
        let folder = if rule == "unused-allow" { "checks/allow.md".to_owned() } else { format!("rules/{rule}.md") };
        let path = crate::program::repository().join("tests/transcripts").join(folder);
        assert!(path.exists(), "{rule}: {} is missing", path.display());
    }
}
