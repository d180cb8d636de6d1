//! Runs the transcripts: a console block in Markdown, the folder before (`NAME.in`), and where a command
//! writes, the folder after (`NAME.out`). Bless with `TRYCMD=overwrite cargo test`.

/// The variables that would make two machines differ.
const CLEARED: [&str; 13] = [
    "DISPLAY",
    "WAYLAND_DISPLAY",
    "WSL_DISTRO_NAME",
    "TERMUX_VERSION",
    "ASKLOG_JOURNAL",
    "ASKLOG_NOW",
    "VISUAL",
    "EDITOR",
    "LC_ALL",
    "LC_MESSAGES",
    "LANG",
    "COLUMNS",
    "TERM_PROGRAM",
];

/// Where git stops looking for a repository: the folders of the transcripts stand in ours, which knows their past.
fn ceilings() -> String {
    let repository = crate::program::repository();
    let folders = ["", "tests/transcripts/checks", "tests/transcripts/commands", "tests/transcripts/rules"];
    let folders = folders.map(|folder| repository.join(folder).display().to_string().trim_end_matches('/').to_owned());
    folders.join(if cfg!(windows) { ";" } else { ":" })
}

#[test]
fn transcripts() {
    let cases = trycmd::TestCases::new();
    cases.env("TZ", "Asia/Taipei").env("NO_COLOR", "1").env("ASKLOG_NOW", "2026-04-12").env("COLUMNS", "80");
    cases.env("GIT_CEILING_DIRECTORIES", ceilings());
    for name in CLEARED.iter().filter(|name| !matches!(**name, "ASKLOG_NOW" | "COLUMNS")) {
        cases.env(*name, "");
    }
    cases.case("tests/transcripts/*/*.md").case("README.md");
    cases.run();
}

/// The names of the rules whose facts or files a transcript shows; those of messages and templates have
/// examples of their own (`checks::rule_text`) and letters.
fn rules() -> Vec<String> {
    let ran = crate::program::run_in(&crate::program::repository().join("example-journal"), &["rules", "--format", "json"]);
    let rules: serde_json::Value = serde_json::from_str(&ran.out).expect("JSON");
    let shown =
        rules["rules"].as_array().expect("a list").iter().filter(|rule| rule["group"] == "format" || rule["group"] == "consistency");
    shown.filter_map(|rule| rule["name"].as_str().map(ToOwned::to_owned)).collect()
}

#[test]
fn every_rule_has_a_transcript() {
    // These need a repository: tests/past.rs makes one.
    const OF_GIT: [&str; 3] = ["changed-after-sent", "version-not-raised", "site-tracked"];
    let rules = rules();
    assert!(rules.len() >= 41, "the catalogue is read: {}", rules.len());
    for rule in rules.into_iter().filter(|rule| !OF_GIT.contains(&rule.as_str())) {
        let folder = if rule == "unused-allow" { "checks/allow.md".to_owned() } else { format!("rules/{rule}.md") };
        let path = crate::program::repository().join("tests/transcripts").join(folder);
        assert!(path.exists(), "{rule}: {} is missing", path.display());
    }
}
