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
    cases.case("tests/transcripts/*/*.md").case("README.md").case("docs/*.md");
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

/// The page on VS Code quotes the expression that takes a finding apart.
#[test]
fn the_manual_quotes_the_problem_matcher() {
    let repository = crate::program::repository();
    let tasks = std::fs::read_to_string(repository.join("templates/init/tasks.json")).expect("the tasks");
    let tasks: serde_json::Value = serde_json::from_str(&tasks).expect("JSON");
    let expression = tasks["tasks"][0]["problemMatcher"]["pattern"]["regexp"].as_str().expect("an expression");
    let page = std::fs::read_to_string(repository.join("docs/vscode.md")).expect("the page");
    assert!(page.lines().any(|line| line == expression), "{expression}");
}

/// An indented block, or one marked to be ignored, would look like the others and never run.
#[test]
fn every_console_block_of_the_manual_runs() {
    let pages = std::fs::read_dir(crate::program::repository().join("docs")).expect("the manual");
    let pages = pages.map(|entry| entry.expect("an entry").path()).filter(|path| path.extension().is_some_and(|end| end == "md"));
    for page in pages {
        let text = std::fs::read_to_string(&page).expect("UTF-8");
        for line in text.lines().filter(|line| line.contains("```console")) {
            assert_eq!(line, "```console", "{}", page.display());
        }
    }
}
