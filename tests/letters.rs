//! The message rules on letters: careful ones stay silent, careless ones are told, one-line traps go the right way.

use std::collections::{BTreeMap, BTreeSet};

use serde::Deserialize;

use crate::program::{Journal, files, repository, run_in};

/// The rules that read the message, as the program lists them.
fn message_rules() -> BTreeSet<String> {
    let ran = run_in(&repository().join("example-journal"), &["rules", "--format", "json"]);
    let rules: serde_json::Value = serde_json::from_str(&ran.out).expect("JSON");
    let of_message = ["too-long", "too-vague", "shifts-the-work", "three-parts", "tone", "before-sending"];
    let rules = rules["rules"].as_array().expect("a list").iter();
    let rules = rules.filter(|rule| rule["group"].as_str().is_some_and(|group| of_message.contains(&group)));
    rules.filter_map(|rule| rule["name"].as_str().map(ToOwned::to_owned)).collect()
}

/// The message rules that `check` tells, by path.
fn told(folder: &std::path::Path) -> BTreeMap<String, BTreeSet<String>> {
    let rules = message_rules();
    assert_eq!(rules.len(), 25);
    let ran = run_in(folder, &["check", "--format", "json"]);
    let report: serde_json::Value = serde_json::from_str(&ran.out).unwrap_or_else(|error| panic!("{error}: {}", ran.err));
    let mut told: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for diagnostic in report["diagnostics"].as_array().expect("a list") {
        let (path, rule) = (diagnostic["path"].as_str().expect("a path"), diagnostic["rule"].as_str().expect("a rule"));
        assert_ne!(diagnostic["severity"], "error", "{path}: {rule}: {}", diagnostic["message"]);
        if rules.contains(rule) {
            told.entry(path.to_owned()).or_default().insert(rule.to_owned());
        }
    }
    told
}

#[test]
fn careful_letters_stay_silent() {
    let folder = repository().join("tests/letters/careful");
    assert!(files(&folder.join("requests")).len() >= 20);
    let told = told(&folder);
    assert!(told.is_empty(), "{told:#?}");
}

#[test]
fn careless_letters_are_told() {
    #[derive(Deserialize)]
    struct Front {
        expects: BTreeSet<String>,
    }
    let folder = repository().join("tests/letters/careless");
    let told = told(&folder);
    let (mut faults, mut covered, mut letters) = (Vec::new(), BTreeSet::new(), 0);
    for (name, bytes) in files(&folder.join("requests")) {
        letters += 1;
        let text = String::from_utf8(bytes).expect("UTF-8");
        let front: Front = yaml_serde::from_str(text.split("---\n").nth(1).expect("a front matter")).expect("expects");
        let found = told.get(&format!("requests/{name}")).cloned().unwrap_or_default();
        if found != front.expects {
            faults.push(format!("{name}: expected {:?}, told {found:?}", front.expects));
        }
        covered.extend(front.expects);
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
    assert!(letters >= 20, "{letters} letters");
    assert_eq!(covered, message_rules());
}

#[test]
fn starters_raise_nothing() {
    for lang in ["zh-TW", "en"] {
        let folder = tempfile::tempdir().expect("a temporary folder");
        let journal = folder.path().join("journal");
        let made = run_in(folder.path(), &["init", "journal", "--bare", "--no-vscode", "--name", "Marta", "--lang", lang]);
        assert_eq!(made.status, 0, "{}", made.err);
        let starters = files(&journal.join("templates")).len();
        assert!(starters >= 12, "{lang}: {starters} starters");
        let ran = run_in(&journal, &["check", "--strict", "--format", "json"]);
        let report: serde_json::Value = serde_json::from_str(&ran.out).expect("JSON");
        assert_eq!(report["diagnostics"], serde_json::json!([]), "{lang}");
    }
}

#[derive(Deserialize)]
struct Trap {
    rule: String,
    fires: bool,
    text: String,
    kind: Option<String>,
    channel: Option<String>,
    subject: Option<String>,
    tie: Option<String>,
    name: Option<String>,
    lang: Option<String>,
}

#[test]
fn one_line_traps_go_the_right_way() {
    let traps = std::fs::read_to_string(repository().join("tests/letters/traps.yaml")).expect("there");
    let traps: Vec<Trap> = yaml_serde::from_str(&traps).expect("a table");
    let journal = Journal::new(&[]);
    // Others of the journal, whose names a greeting may hold by mistake.
    for (id, name) in [("wang", "王志明"), ("daniel", "Daniel Kerr"), ("lin", "林雅婷"), ("priya", "Priya Nair")] {
        journal.write(&format!("requests/{id}.md"), &format!("---\nkind: give\nto: {name}\nsent: 2026-04-01\n---\n"));
    }
    let quoted = |text: &str| serde_json::to_string(text).expect("a string");
    for (at, trap) in traps.iter().enumerate() {
        let chinese = trap.text.chars().any(|c| ('\u{4e00}'..'\u{9fff}').contains(&c));
        let name = trap.name.as_deref().unwrap_or(if chinese { "林雅婷" } else { "Priya Nair" });
        let mut front = format!(
            "kind: {}\nto: {{name: {}, tie: {}}}\nchannel: {}\n",
            trap.kind.as_deref().unwrap_or("ask-learning"),
            quoted(name),
            trap.tie.as_deref().unwrap_or("none"),
            trap.channel.as_deref().unwrap_or("email")
        );
        let subject = trap.subject.clone().unwrap_or_else(|| "One question about data quality".to_owned());
        for (key, value) in [("subject", Some(&subject)), ("lang", trap.lang.as_ref())] {
            if let Some(value) = value.filter(|value| !value.is_empty()) {
                front.push_str(&format!("{key}: {}\n", quoted(value)));
            }
        }
        if trap.kind.as_deref() == Some("nudge") {
            front.push_str("follows: lin\n");
        }
        journal.write(&format!("requests/{at:04}.md"), &format!("---\n{front}---\n\n{}\n", trap.text));
    }
    let told = told(journal.root());
    let wrong: Vec<String> = traps
        .iter()
        .enumerate()
        .filter(|(at, trap)| told.get(&format!("requests/{at:04}.md")).is_some_and(|rules| rules.contains(&trap.rule)) != trap.fires)
        .map(|(_, trap)| format!("{} {}: {}", trap.rule, if trap.fires { "is silent" } else { "fires" }, trap.text))
        .collect();
    assert!(wrong.is_empty(), "{} of {}\n{}", wrong.len(), traps.len(), wrong.join("\n"));
}

#[test]
fn words_of_crisis_have_the_help_line_and_idioms_do_not() {
    #[derive(Deserialize)]
    struct Lines {
        speaks: Vec<String>,
        silent: Vec<String>,
    }
    let lines = std::fs::read_to_string(repository().join("tests/letters/crisis.yaml")).expect("there");
    let lines: Lines = yaml_serde::from_str(&lines).expect("two lists");
    let journal = Journal::new(&[]);
    let all = lines.speaks.iter().map(|line| (line, true)).chain(lines.silent.iter().map(|line| (line, false)));
    let all: Vec<(&String, bool)> = all.collect();
    for (at, (line, _)) in all.iter().enumerate() {
        // The two marks would be told otherwise.
        let letter = format!("---\nkind: ask-learning\nto: 林雅婷\nsubject: 請教一題\n---\n\n{line}\n\n謝謝！！\n");
        journal.write(&format!("requests/{at:03}.md"), &letter);
    }
    let told = told(journal.root());
    let ran = run_in(journal.root(), &["check", "--format", "json"]);
    let report: serde_json::Value = serde_json::from_str(&ran.out).expect("JSON");
    let notices: BTreeSet<&str> =
        report["notices"].as_array().expect("a list").iter().filter_map(|notice| notice["path"].as_str()).collect();
    let wrong = all.iter().enumerate().filter(|(at, (_, speaks))| {
        let path = format!("requests/{at:03}.md");
        notices.contains(path.as_str()) != *speaks || told.contains_key(&path) == *speaks
    });
    let wrong: Vec<&String> = wrong.map(|(_, (line, _))| *line).collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}
