//! The schemas agree with `check`: an outside validator takes what it takes, and refuses what it calls an error of the
//! file's own.

use serde_json::Value;

use crate::program::{Journal, files, repository, run_in};

struct Validator {
    schemas: boon::Schemas,
    index: boon::SchemaIndex,
}

impl Validator {
    fn of(subject: &str) -> Validator {
        let ran = Journal::new(&[]).run(&["schema", subject]);
        assert_eq!((ran.status, ran.err.as_str()), (0, ""));
        Validator::read(&ran.out)
    }

    fn read(schema: &str) -> Validator {
        let schema: Value = serde_json::from_str(schema).expect("JSON");
        assert_eq!(schema["$schema"], "https://json-schema.org/draft/2020-12/schema");
        let (mut schemas, mut compiler) = (boon::Schemas::new(), boon::Compiler::new());
        compiler.add_resource("schema.json", schema).expect("a resource");
        let index = compiler.compile("schema.json", &mut schemas).expect("a valid schema of draft 2020-12");
        Validator { schemas, index }
    }

    fn takes(&self, yaml: &str) -> bool {
        let value: Value = yaml_serde::from_str(yaml).unwrap_or_else(|error| panic!("{error}: {yaml}"));
        let value = if value.is_null() { serde_json::json!({}) } else { value };
        self.schemas.validate(&value, self.index).is_ok()
    }
}

fn front(text: &str) -> String {
    text.trim_start_matches('\u{feff}')
        .replace("\r\n", "\n")
        .trim_start_matches("---\n")
        .split("\n---")
        .next()
        .unwrap_or_default()
        .to_owned()
}

/// The file's own errors, as `check` tells them.
fn errors(path: &str, text: &str) -> Vec<String> {
    let journal = Journal::new(&[("requests/2026-01-01-first.md", "---\nto: Ann\n---\n\nHi?\n")]);
    journal.write(path, text);
    let ran = journal.run(&["check", "--format", "json"]);
    let report: Value = serde_json::from_str(&ran.out).expect("JSON");
    let own = ["wrong-type", "invalid-date", "unknown-value", "missing-key"];
    let found = report["diagnostics"].as_array().expect("a list").iter();
    let of_file = found.filter(|found| found["path"] == path && found["severity"] == "error");
    of_file.filter_map(|found| found["rule"].as_str()).filter(|rule| own.contains(rule)).map(str::to_owned).collect()
}

#[test]
fn every_entry_and_starter_of_ours_is_taken() {
    let mut seen = 0;
    for (subject, folder) in
        [("request", "example-journal/requests"), ("template", "example-journal/templates"), ("template", "templates/starter")]
    {
        let validator = Validator::of(subject);
        for (name, bytes) in files(&repository().join(folder)).into_iter().filter(|(name, _)| name.ends_with(".md")) {
            let text = String::from_utf8(bytes).expect("UTF-8");
            assert!(validator.takes(&front(&text)), "{folder}/{name}");
            seen += 1;
        }
    }
    assert!(seen > 100, "{seen}");
    let settings = std::fs::read_to_string(repository().join("example-journal/asklog.yaml")).expect("there");
    assert!(Validator::of("settings").takes(&settings));
}

/// Keys of a request beside `to: Ann`; what stands alone is a whole front matter.
#[test]
fn a_request_is_taken_where_check_has_no_error_of_its_own() {
    let validator = Validator::of("request");
    let (mut taken, mut refused) = (0, 0);
    for keys in [
        "",
        "kind: nudge",
        "kind: ask",
        "kind: 7",
        "kind:",
        "kind: [nudge]",
        "kind: null",
        "to:",
        "to: ''",
        "to: {}",
        "to: {name: }",
        "to: {call: Ann}",
        "kind: give\nto: {}",
        "to: {org: Acme}",
        "to: {name: Ann, tie: none}",
        "to: {tie: friend}",
        "to: [Ann]",
        "to: {name: {first: Ann}}",
        "to: {name: 007, role: no}",
        "kind: give\nto:",
        "kind: public-question\nto: ''",
        "channel: pigeon",
        "channel: [email]",
        "subject: 2026",
        "subject: no",
        "subject: {a: b}",
        "summary: [x]",
        "template: a",
        "template: a@2",
        "template: a@x",
        "template: a@0",
        "link: https://example.org/x",
        "link: HTTP://EXAMPLE.ORG",
        "link: example.org",
        "link: ftp://example.org",
        "link: 'https://a b'",
        "noticed: 2026-04-01",
        "sent: 2026-04-01T09:30+08:00",
        "sent: 2026-04-01 09:30",
        "sent: 2026-04-01T09:30:10Z",
        "sent: 2026/04/01",
        "sent: 1 April",
        "sent: 2026-13-01",
        "sent: 2026-04-01T25:00",
        "sent: 2026-4-1",
        "sent: yes",
        "sent: null",
        "sent: ''",
        "sent: [2026-04-01]",
        "sent: 2026-04-01\nreplied: yes",
        "sent: 2026-04-01\nreplied: true",
        "sent: 2026-04-01\nreplied: no",
        "sent: 2026-04-01\nreplied: 2026-04-02\noutcome: [answer, mentor]",
        "outcome: answer",
        "outcome: [thanks]",
        "outcome: []",
        "outcome: null",
        "closed: 2026-04-03\nclose_reason: no-reply",
        "close_reason: tired",
        "follow_up: 2026-05-01",
        "follow_up: soon",
        "forecast: 0.4",
        "forecast: 1",
        "forecast: '0.5'",
        "forecast: 40",
        "forecast: -0.1",
        "forecast: 40%",
        "lang: zh-TW",
        "lang: Chinese",
        "lang: en_US",
        "tags: [a, b]",
        "tags: a",
        "tags: [[a]]",
        "tags: [1, no]",
        "allow: {too-long: for a friend}",
        "allow: {too-long: true}",
        "allow: {too-long: }",
        "allow: too-long",
        "public: learned",
        "public: text",
        "public: all",
        "public: true\nkind: give",
        "public: true",
        "public: 'true'",
        "public: true\nkind:",
        "public: true\nkind: ask-learning",
        "public: true\nkind: thanks",
        "public: true\nkind: inbound",
        "public: text\nkind: thanks",
        "public: 'true'\nkind: give",
        "public: true\nkind: public-question\nto:",
        "public: true\nkind: public-question\nsubject:",
        "public:\nkind: thanks",
        "public: yes\nkind: give",
        "own: {a: [1]}",
        "source: [a]",
        "next: {a: 1}",
        "problem: 3",
        "deadline: 2026-05-01",
    ] {
        let is_whole = keys.contains("to:");
        let front = if is_whole { keys.to_owned() } else { format!("to: Ann\n{keys}") };
        let errors = errors("requests/x.md", &format!("---\n{front}\n---\n\nHi, which one?\n"));
        assert_eq!(validator.takes(&front), errors.is_empty(), "{front:?}: {errors:?}");
        if errors.is_empty() { taken += 1 } else { refused += 1 }
    }
    assert!(!validator.takes("kind: ask-learning") && validator.takes("kind: give"));
    assert!(taken > 30 && refused > 25, "{taken} {refused}");
}

#[test]
fn a_template_is_taken_where_check_has_no_error_of_its_own() {
    let validator = Validator::of("template");
    for keys in [
        "title: T\nversion: 1\nkind: nudge",
        "version: 0",
        "version: two",
        "version: '3'",
        "version: 1.5",
        "kind: letter",
        "tie: warm",
        "tie: friend",
        "lang: zh-TW",
        "parts: {opening: [1], middle: [2], closing: [3, 4]}",
        "parts: {opening: 1}",
        "parts: {start: [1]}",
        "parts: [1]",
        "parts: {opening: [0]}",
        "variables: {topic: }",
        "variables: {topic: what it is about}",
        "variables: {topic: {meaning: m, sample: s, optional: true}}",
        "variables: {topic: {optional: maybe}}",
        "variables: {topic: [m]}",
        "variables: [topic]",
        "changes: [shorter]",
        "changes: shorter",
        "tags: [a]",
        "when: 3",
        "when: [a]",
        "title: [a]",
    ] {
        let errors = errors("templates/x.md", &format!("---\n{keys}\n---\n\nHi {{{{ recipient }}}}, which one?\n"));
        assert_eq!(validator.takes(keys), errors.is_empty(), "{keys:?}: {errors:?}");
    }
}

#[test]
fn settings_are_taken_where_check_has_no_error_of_its_own() {
    let validator = Validator::of("settings");
    for keys in [
        "",
        "title: T",
        "title: [T]",
        "me: {goal: g}",
        "me: [g]",
        "me: {goal: [g]}",
        "addresses: [a@example.org]",
        "addresses: a@example.org",
        "lang: zh-TW",
        "lang: fr",
        "goal: {requests_per_week: 5, weeks: 12, start: 2026-01-05}",
        "goal: {requests_per_week: five}",
        "goal: {weeks: 0}",
        "goal: 5",
        "goal: {start: Monday}",
        "follow_up: {after: auto}",
        "follow_up: {after: 5}",
        "follow_up: {after: 0}",
        "follow_up: {after: soon}",
        "follow_up: {window: 0}",
        "follow_up: {cold: 0}",
        "holidays: [2026-02-16]",
        "holidays: 2026-02-16",
        "holidays: [16 Feb]",
        "workdays: []",
        "channels: {meetup: {}, sms: {limit: 70}}",
        "channels: {sms: 70}",
        "channels: {sms: {limit: many}}",
        "channels: [sms]",
        "fields: [band]",
        "fields: band",
        "checks: {too-long: off}",
        "checks: {too-long: loud}",
        "checks: off",
        "checks: {too-long: {severity: advice, email: {zh: 320, en: 200}}}",
        "checks: {too-long: {email: 200}}",
        "checks: {too-long: {email: {fr: 200}}}",
        "checks: {too-long: {email: many}}",
        "help_line: 1925",
        "git: {save: auto}",
        "git: {save: always}",
        "git: auto",
        "site: {privacy: shared, not_secret: [Google]}",
        "site: {privacy: open}",
        "site: {not_secret: Google}",
    ] {
        let errors = errors("asklog.yaml", &format!("{keys}\n"));
        assert_eq!(validator.takes(keys), errors.is_empty(), "{keys:?}: {errors:?}");
    }
}

#[test]
fn an_export_is_what_its_schema_says() {
    let schema = std::fs::read_to_string(repository().join("docs/export.schema.json")).expect("there");
    let validator = Validator::of("export");
    let printed: Value = serde_json::from_str(&Journal::new(&[]).run(&["schema", "export"]).out).expect("JSON");
    assert_eq!(printed, serde_json::from_str::<Value>(&schema).expect("JSON"));
    let ran = run_in(&repository().join("example-journal"), &["export", "--format", "json"]);
    let mut export: Value = serde_json::from_str(&ran.out).expect("JSON");
    assert!(export["entries"].as_array().is_some_and(|entries| entries.len() > 60));
    assert!(validator.schemas.validate(&export, validator.index).is_ok());
    export["entries"][0]["kind"] = 7.into();
    assert!(validator.schemas.validate(&export, validator.index).is_err());
}
