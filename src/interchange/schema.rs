//! JSON Schemas (2020-12) of the three kinds of files, for editors and other programs: the same words and keys that the
//! readers of journal/ know. What a schema cannot say (a day that does not exist, what stands in other files) is left
//! to `check`.

use serde_json::{Map, Value, json};

use crate::journal::{CHANNELS, CloseReason, Kind, Outcome, Privacy, PublicLevel, SaveMode, Tie};
use crate::journal::{FOLLOW_UP_KEYS, KEYS, SETTINGS_KEYS, TEMPLATE_KEYS, TO_KEYS};
use crate::labels::Labels;

/// What a schema can describe.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Subject {
    /// An entry of requests/: its front matter.
    Request,
    /// An entry of templates/: its front matter.
    Template,
    /// asklog.yaml.
    Settings,
    /// What `export --format json` prints.
    Export,
}

impl Subject {
    /// All of them.
    pub(crate) const ALL: [Subject; 4] = [Subject::Request, Subject::Template, Subject::Settings, Subject::Export];

    /// The word on the command line.
    pub(crate) fn word(self) -> &'static str {
        match self {
            Subject::Request => "request",
            Subject::Template => "template",
            Subject::Settings => "settings",
            Subject::Export => "export",
        }
    }
}

/// The schema, described in the words of the labels.
pub(crate) fn schema(subject: Subject, labels: &Labels) -> Value {
    let (group, keys): (&str, &[&str]) = match subject {
        Subject::Request => ("request", &KEYS),
        Subject::Template => ("template", &TEMPLATE_KEYS),
        Subject::Settings => ("settings", &SETTINGS_KEYS),
        // Part of the documentation, and the same in every language; a test holds exports against it.
        Subject::Export => return serde_json::from_str(include_str!("../../docs/export.schema.json")).unwrap_or_default(),
    };
    let mut schema = mapping(group, keys, labels, |key| match subject {
        Subject::Request => of_request(key, labels),
        Subject::Template => of_template(key, labels),
        Subject::Settings | Subject::Export => of_settings(key, labels),
    });
    let top = json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": format!("urn:asklog:{}:1", subject.word()),
        "title": format!("asklog {}", subject.word()),
    });
    if subject == Subject::Request {
        let to_all: Vec<&str> = Kind::ALL.iter().filter(|kind| !kind.needs_recipient()).map(|kind| kind.word()).collect();
        let is_to_all = json!({ "required": ["kind"], "properties": { "kind": { "enum": to_all } } });
        schema["if"] = is_to_all.clone();
        let nothing = json!({ "enum": [null, ""] });
        let written = |key: &str| json!({ "required": [key], "properties": { key: { "not": nothing } } });
        let named = ["name", "role", "org", "background"].map(written);
        let to = json!({ "not": nothing, "if": { "type": "object" }, "then": { "anyOf": named } });
        schema["else"] = json!({ "required": ["to"], "properties": { "to": to } });
        let is_shown_whole = json!({ "required": ["public"], "properties": { "public": { "enum": [true, "true"] } } });
        schema["allOf"] = json!([{ "if": is_shown_whole, "then": is_to_all }]);
    }
    let Value::Object(mut all) = top else { return schema };
    all.extend(schema.as_object().cloned().unwrap_or_default());
    Value::Object(all)
}

/// A mapping of known keys; others are the user's own.
fn mapping(group: &str, keys: &[&str], labels: &Labels, of: impl Fn(&str) -> Value) -> Value {
    let mut properties = Map::new();
    for key in keys {
        let mut described = of(key);
        described["description"] = labels.word("key", &format!("{group}.{key}")).into();
        properties.insert((*key).to_owned(), described);
    }
    json!({ "type": "object", "properties": properties })
}

fn of_request(key: &str, labels: &Labels) -> Value {
    match key {
        "kind" => word(Kind::WORDS),
        "to" => {
            let mapping = mapping("to", &TO_KEYS, labels, |key| match key {
                "tie" => word(Tie::WORDS),
                _ => text(),
            });
            json!({ "anyOf": [text(), mapping] })
        }
        "channel" => channel(),
        // A template may be called `2026`.
        "template" => json!({ "anyOf": [{ "type": "number" }, form("^[^@]+(@0*[1-9][0-9]*)?$")] }),
        "link" => form("^[Hh][Tt][Tt][Pp][Ss]?://[^ \\t]*$"),
        "noticed" | "sent" | "closed" | "follow_up" | "deadline" => moment(),
        "replied" => json!({ "anyOf": [moment(), { "const": true }, { "enum": ["yes", "Yes", "YES", "true", "True", "TRUE", "是"] }] }),
        "outcome" => list(word(Outcome::WORDS)),
        "close_reason" => word(CloseReason::WORDS),
        "forecast" => json!({ "anyOf": [{ "type": "number", "minimum": 0, "maximum": 1 }, form("^(0(\\.[0-9]*)?|1(\\.0*)?|\\.[0-9]+)$")] }),
        "lang" => lang_tag(),
        "tags" => list(text()),
        "allow" => {
            let reason =
                json!({ "type": ["string", "number"], "not": { "enum": ["", "true", "yes", "y", "on", "ok", "1", "是", "好", 1] } });
            json!({ "type": ["object", "null"], "additionalProperties": reason })
        }
        "public" => {
            let mut levels = word(PublicLevel::WORDS);
            if let Some(levels) = levels["enum"].as_array_mut() {
                levels.push(true.into());
            }
            levels
        }
        _ => text(),
    }
}

fn of_template(key: &str, labels: &Labels) -> Value {
    match key {
        "version" => count(1),
        "kind" => word(Kind::WORDS),
        "tie" => word(Tie::WORDS),
        "lang" => lang_tag(),
        "parts" => {
            let numbers = json!({ "type": "array", "items": { "anyOf": [{ "type": "integer", "minimum": 1 }, form("^0*[1-9][0-9]*$")] } });
            let mut parts = mapping("parts", &["opening", "middle", "closing"], labels, |_| numbers.clone());
            parts["type"] = json!(["object", "null"]);
            parts["additionalProperties"] = false.into();
            parts
        }
        "variables" => {
            let mut variable = mapping("variable", &["meaning", "sample", "optional"], labels, |key| match key {
                "optional" => json!({ "enum": [null, "", true, false, "true", "false"] }),
                _ => text(),
            });
            variable["type"] = json!(["object", "string", "number", "boolean", "null"]);
            json!({ "type": ["object", "null"], "additionalProperties": variable })
        }
        "changes" | "tags" => list(text()),
        _ => text(),
    }
}

fn of_settings(key: &str, labels: &Labels) -> Value {
    let within = |group: &str, keys: &[&str], of: &dyn Fn(&str) -> Value| {
        let mut inner = mapping(group, keys, labels, of);
        inner["type"] = json!(["object", "null"]);
        inner
    };
    match key {
        "me" => json!({ "type": ["object", "null"], "additionalProperties": text() }),
        "addresses" | "fields" => list(text()),
        "lang" => word(&["zh-TW", "en"]),
        "goal" => within("goal", &["requests_per_week", "weeks", "start"], &|key| match key {
            "requests_per_week" => count(0),
            "weeks" => count(1),
            _ => moment(),
        }),
        "follow_up" => within("follow_up", &FOLLOW_UP_KEYS, &|key| match key {
            "after" => {
                json!({ "anyOf": [{ "const": "auto" }, { "type": "integer", "minimum": 1, "maximum": 999 }, form("^0*[1-9][0-9]{0,2}$")] })
            }
            "window" | "give_up" => count(1),
            _ => count(0),
        }),
        "holidays" | "workdays" => json!({ "type": ["array", "null"], "items": moment() }),
        "channels" => {
            let limits = json!({ "type": ["object", "null"], "properties": { "limit": count(1) } });
            json!({ "type": ["object", "null"], "additionalProperties": limits })
        }
        "checks" => {
            let severities = json!(["error", "warning", "advice", "off"]);
            let number = json!({ "anyOf": [{ "type": ["integer", "null"], "minimum": 0 }, form("^[0-9]+$")] });
            let by_language = json!({ "type": "object", "minProperties": 1, "additionalProperties": false, "properties": { "zh": number, "en": number } });
            let rule = json!({
                "type": "object",
                "properties": { "severity": { "enum": severities } },
                "additionalProperties": { "anyOf": [number, by_language] },
            });
            json!({ "type": ["object", "null"], "additionalProperties": { "anyOf": [{ "enum": severities }, rule] } })
        }
        "git" => within("git", &["save"], &|_| word(SaveMode::WORDS)),
        "site" => within("site", &["privacy", "not_secret"], &|key| match key {
            "privacy" => word(Privacy::WORDS),
            _ => list(text()),
        }),
        _ => text(),
    }
}

/// Any scalar is a text (`007`, `no`); nothing is absence.
fn text() -> Value {
    json!({ "type": ["string", "number", "boolean", "null"] })
}

/// A text of a form; nothing is absence.
fn form(pattern: &str) -> Value {
    json!({ "anyOf": [{ "type": "null" }, { "type": "string", "pattern": format!("^\\s*$|{pattern}") }] })
}

fn word(words: &[&str]) -> Value {
    let words: Vec<Value> = [Value::Null, "".into()].into_iter().chain(words.iter().map(|word| (*word).into())).collect();
    json!({ "enum": words })
}

/// One of the known channels, or the user's own.
fn channel() -> Value {
    json!({ "anyOf": [{ "enum": CHANNELS }, text()] })
}

fn list(item: Value) -> Value {
    json!({ "type": ["array", "null"], "items": item })
}

fn count(least: u32) -> Value {
    let digits = if least == 0 { "^[0-9]+$" } else { "^0*[1-9][0-9]*$" };
    json!({ "anyOf": [{ "type": "integer", "minimum": least }, form(digits)] })
}

fn lang_tag() -> Value {
    form("^[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*$")
}

const DAY: &str = "[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])";
const TIME: &str = "[T ]([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9])?(Z|[+-][0-9]{2}:[0-9]{2})?";

/// A day, or an instant.
fn moment() -> Value {
    form(&format!("^{DAY}({TIME})?$"))
}
