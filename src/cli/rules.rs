//! `asklog rules`: the catalogue of checks; one rule explained with its reason, source and examples.

use serde::Serialize;

use super::{Exit, Format, Globals, Outcome, open};
use crate::checks::{About, Group, about, all_rules, explain, threshold_example};
use crate::diagnostic::Severity;
use crate::error::Error;
use crate::json::to_json;
use crate::labels::{Labels, text};
use crate::terminal::{self, bold, bullet, paragraph, strong_color};
use crate::text::near::nearest;
use crate::text::width::pad;

/// Cells of the names, and of the severities.
const NAME: usize = 26;
/// See [`NAME`].
const SEVERITY: usize = 7;

#[derive(clap::Args)]
pub(super) struct Args {
    /// Only this rule, explained.
    rule: Option<String>,
    /// For people, or JSON.
    #[arg(long, value_enum, default_value_t = Format::Table)]
    format: Format,
}

#[derive(Serialize)]
struct Document {
    schema_version: u32,
    rules: Vec<RuleJson>,
}

#[derive(Serialize)]
struct RuleJson {
    name: &'static str,
    severity: Severity,
    group: &'static str,
    summary: String,
    #[serde(flatten)]
    text: Option<TextJson>,
}

/// What is added where one rule is asked for.
#[derive(Serialize)]
struct TextJson {
    why: String,
    source: String,
    bad: String,
    good: String,
}

pub(super) fn run(globals: &Globals, args: &Args) -> Outcome {
    let labels = open::labels(globals);
    let wanted = args.rule.as_deref().map(|name| find(name)).transpose()?;
    let rules: Vec<&About> = all_rules().filter(|rule| wanted.is_none_or(|wanted| wanted.name == rule.name)).collect();
    terminal::print(&match (args.format, wanted) {
        (Format::Json, _) => json(&rules, wanted.is_some(), &labels),
        (Format::Table, Some(rule)) => page(rule, &labels),
        (Format::Table, None) => catalogue(&rules, &labels),
    });
    Ok(Exit::Done)
}

fn find(name: &str) -> Result<&'static About, Error> {
    about(name).ok_or_else(|| {
        let error = Error::new(text!("rules.unknown", name = name));
        match nearest(name, all_rules().map(|rule| rule.name)) {
            Some(near) => error.help(text!("did-you-mean", word = near)),
            None => error.help(text!("unknown-value.rule.help")),
        }
    })
}

fn json(rules: &[&About], explained: bool, labels: &Labels) -> String {
    let of = |rule: &&About| {
        let text = explain(rule, labels.lang);
        let more = explained.then_some(TextJson { why: text.why, source: text.source, bad: text.bad, good: text.good });
        RuleJson { name: rule.name, severity: rule.severity, group: rule.group.word(), summary: text.summary, text: more }
    };
    to_json(&Document { schema_version: 1, rules: rules.iter().map(of).collect() })
}

/// Every rule by its heading, a line each.
fn catalogue(rules: &[&About], labels: &Labels) -> String {
    let mut page = String::new();
    let mut groups: Vec<Group> = rules.iter().map(|rule| rule.group).collect();
    groups.dedup();
    for group in groups {
        let of_group = rules.iter().filter(|rule| rule.group == group);
        page.push_str(&format!("{}\n", bold(&labels.word("group", group.word()))));
        for rule in of_group {
            let mark = format!("{} {}", pad(rule.name, NAME), pad(&labels.word("severity", rule.severity.word()), SEVERITY));
            page.push_str(&bullet(&mark, &explain(rule, labels.lang).summary, terminal::columns()));
        }
        page.push('\n');
    }
    page.push_str(&format!("{}\n", text!("rules.more").say(labels)));
    page
}

/// One rule: what, why, source, examples.
fn page(rule: &About, labels: &Labels) -> String {
    let columns = terminal::columns();
    let text = explain(rule, labels.lang);
    let severity = strong_color(rule.severity, &labels.word("severity", rule.severity.word()));
    let group = labels.word("group", rule.group.word());
    let mut page = format!("{}  {severity}  {group}\n\n{}\n", bold(rule.name), paragraph(&text.summary, "", columns));
    for (name, part) in [("why", &text.why), ("source", &text.source), ("bad", &text.bad), ("good", &text.good)] {
        page.push_str(&format!("{}\n\n{}\n", bold(&labels.word("rules", name)), example(part, columns)));
    }
    page.push_str(&paragraph(&settings(rule, labels), "", columns));
    page
}

/// How the rule is weighed anew, silenced, and given another threshold; when a message's severity changes.
fn settings(rule: &About, labels: &Labels) -> String {
    let reason = text!("rules.reason").say(labels);
    let (off, allow) = (format!("{{{}: off}}", rule.name), format!("{{{}: {reason}}}", rule.name));
    let mut said = vec![text!("rules.settings", off = off, allow = allow)];
    if let Some(limit) = threshold_example(rule.name) {
        let example = format!("{{{}: {limit}}}", rule.name);
        said.push(if limit.starts_with("{limit:") {
            text!("rules.threshold", example = example)
        } else {
            text!("rules.thresholds", example = example)
        });
    }
    if rule.group.is_of_message() {
        said.push(text!("rules.moment"));
    }
    said.iter().map(|part| part.say(labels)).collect::<Vec<_>>().join("\n")
}

/// A part of the text: prose wrapped, the files of an example as they are, each under its path.
fn example(part: &str, columns: usize) -> String {
    let files = crate::markdown::fences(part);
    if files.is_empty() {
        return paragraph(part, "  ", columns);
    }
    let mut page = String::new();
    for (path, text) in &files {
        page.push_str(&format!("  {}\n\n{}\n", terminal::dim(path), paragraph(text.trim_end(), "    ", columns)));
    }
    page.trim_end().to_owned() + "\n"
}
