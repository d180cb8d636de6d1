//! A template as its rules see it: the sources with their places, and what they become with the samples.

use std::cell::OnceCell;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::ops::{Range, RangeInclusive};

use crate::diagnostic::{Diagnostic, Span};
use crate::jinja::{self, Fault};
use crate::journal::{Journal, MessageTemplate, Recipient, tidy};
use crate::labels::Text;

/// Names that are filled without being declared.
const BUILT_IN: [&str; 3] = ["recipient", "your_name", "today"];

/// One of a template's minijinja texts.
pub(super) struct Source<'a> {
    /// Its key; `None` for the body.
    pub(super) key: Option<&'static str>,
    /// The text.
    pub(super) text: &'a str,
    /// Its place in the file.
    pub(super) span: Span,
    /// The words inside its tags, and where each first stands; looked for when first asked.
    words: OnceCell<HashMap<&'a str, Range<usize>>>,
}

/// A template with what its rules need.
pub(super) struct Sheet<'a> {
    /// The template.
    pub(super) template: &'a MessageTemplate,
    /// The journal it stands in.
    pub(super) journal: &'a Journal,
    /// Body, subject and summary, as far as they are there.
    pub(super) sources: Vec<Source<'a>>,
    /// With every variable, and without the optional ones; none where it cannot be rendered.
    pub(super) rendered: Vec<Rendered>,
}

/// A letter made of a template and its samples.
pub(super) struct Rendered {
    /// The subject line.
    pub(super) subject: Option<String>,
    /// The message.
    pub(super) message: String,
    /// By line of the message: the line of the body that it comes from, from 0.
    lines: Vec<usize>,
}

impl<'a> Sheet<'a> {
    /// Takes a template apart and renders it.
    pub(super) fn of(template: &'a MessageTemplate, journal: &'a Journal) -> Sheet<'a> {
        let document = &template.document;
        let body = Span { start: document.body_start, end: document.text.len() };
        let source = |key, text, span| Source { key, text, span, words: OnceCell::new() };
        let of_key = |key, text: &'a Option<String>| text.as_deref().map(|text| source(Some(key), text, document.span_of(key)));
        let sources: Vec<Source<'a>> = [Some(source(None, document.body(), body))]
            .into_iter()
            .chain([of_key("subject", &template.subject), of_key("summary", &template.summary)])
            .flatten()
            .collect();
        let mut sheet = Sheet { template, journal, sources, rendered: Vec::new() };
        sheet.rendered = [true, false].into_iter().filter_map(|with_optional| sheet.render(&sheet.samples(with_optional)).ok()).collect();
        sheet
    }

    /// A diagnostic at a place of the template, with the weight of its rule.
    pub(super) fn tell(&self, rule: &'static str, span: Span, message: Text) -> Diagnostic {
        crate::checks::at_span(rule, self.template.path(), span, message)
    }

    /// Whether a name needs no declaration.
    pub(super) fn is_given(&self, name: &str) -> bool {
        BUILT_IN.contains(&name) || self.journal.settings.me.contains_key(name)
    }

    /// What is wrong where the sources, filled with their samples, cannot be rendered.
    pub(super) fn faults(&self) -> Vec<(&Source<'a>, Fault)> {
        let values = self.samples(true);
        self.sources.iter().filter_map(|source| Some((source, jinja::fill(source.text, &values).err()?))).collect()
    }

    /// The names that a source uses; none where it cannot be read.
    pub(super) fn used(source: &Source<'_>) -> BTreeSet<String> {
        jinja::variables(source.text).unwrap_or_default()
    }

    /// The place of a name in a source: where it first stands inside a tag.
    pub(super) fn place_of(&self, source: &Source<'_>, name: &str) -> Span {
        if source.key.is_some() {
            return source.span;
        }
        let found = source.words.get_or_init(|| jinja::words_in_tags(source.text)).get(name);
        found.map_or(source.span, |range| Span { start: source.span.start + range.start, end: source.span.start + range.end })
    }

    /// The place of a line of a source, from 1; 0 is its first one with words.
    pub(super) fn line(&self, source: &Source<'_>, line: usize) -> Span {
        if source.key.is_some() {
            return source.span;
        }
        let with_words = source.text.lines().position(|line| !line.trim().is_empty()).unwrap_or(0);
        self.body_line(line.checked_sub(1).unwrap_or(with_words))
    }

    /// The place of a line of the body, from 0, blanks around it left out.
    fn body_line(&self, number: usize) -> Span {
        let document = &self.template.document;
        let mut start = document.body_start;
        for (at, line) in document.body().split_inclusive('\n').enumerate() {
            if at == number {
                let begin = start + line.len() - line.trim_start().len();
                return Span { start: begin, end: (start + line.trim_end().len()).max(begin) };
            }
            start += line.len();
        }
        Span { start, end: start }
    }

    /// Where the words of a rendered message stand in the template: these words where the line holds them,
    /// else the line.
    pub(super) fn place_of_words(&self, rendered: &Rendered, range: Range<usize>) -> Span {
        let number = rendered.message[..range.start].matches('\n').count();
        let line = self.body_line(rendered.lines.get(number).copied().unwrap_or(0));
        let words = rendered.message.get(range).unwrap_or_default();
        let source = &self.template.document.text[line.range()];
        match source.find(words).filter(|_| !words.is_empty()) {
            Some(at) => Span { start: line.start + at, end: line.start + at + words.len() },
            None => line,
        }
    }

    /// Whom the samples write to.
    pub(super) fn recipient(&self) -> Recipient {
        let (name, call) = if self.is_chinese() { ("林雅婷", "雅婷經理") } else { ("Priya Nair", "Priya") };
        Recipient { name: Some(name.into()), call: Some(call.into()), tie: self.template.tie, ..Recipient::default() }
    }

    fn is_chinese(&self) -> bool {
        self.template.is_chinese(self.journal.settings.lang)
    }

    fn samples(&self, with_optional: bool) -> BTreeMap<String, String> {
        let variables = self.template.variables.iter().map(|variable| {
            let sample = variable.sample.as_ref().or(variable.meaning.as_ref()).unwrap_or(&variable.name);
            let left_out = variable.optional && !with_optional;
            (variable.name.clone(), if left_out { String::new() } else { sample.clone() })
        });
        let your_name = if self.is_chinese() { "陳品妤" } else { "Marta Silva" };
        let mut values: BTreeMap<String, String> = self.journal.settings.me.clone();
        values.extend(variables);
        values.insert("recipient".into(), self.recipient().call.unwrap_or_default());
        values.insert("your_name".into(), self.journal.settings.name.clone().unwrap_or_else(|| your_name.into()));
        values.insert("today".into(), self.journal.now.today().to_string());
        // A name that nobody declared is told once, by its rule; here it may not stop the rest.
        for name in self.sources.iter().flat_map(Sheet::used) {
            values.entry(name.clone()).or_insert(name);
        }
        values
    }

    fn render(&self, values: &BTreeMap<String, String>) -> Result<Rendered, Fault> {
        let marked = jinja::fill(&mark_lines(self.template.document.body()), values)?;
        let mut lines: Vec<(usize, String)> = Vec::new();
        let mut from = 0;
        for line in marked.lines() {
            from = line.chars().find_map(line_of).unwrap_or(from);
            lines.push((from, line.chars().filter(|c| line_of(*c).is_none()).collect()));
        }
        let text: Vec<&str> = lines.iter().map(|(_, text)| text.as_str()).collect();
        let message = tidy(&text.join("\n"));
        let mut rest = lines.iter();
        let comes_from = |line: &str| {
            let found = rest.find(|(_, text)| text.trim() == line.trim());
            found.map_or(0, |(from, _)| *from)
        };
        let lines = message.lines().map(comes_from).collect();
        let subject = self.template.subject.as_deref().map(|subject| jinja::fill(subject, values)).transpose()?;
        Ok(Rendered { subject, message, lines })
    }
}

/// The private characters that stand for lines.
const MARKS: RangeInclusive<char> = '\u{F_0000}'..='\u{F_FFFD}';

/// A private character before each line that begins outside a tag: it tells in the rendered text where a
/// line comes from.
fn mark_lines(body: &str) -> String {
    let mut marked = String::with_capacity(body.len() + 64);
    let mut in_tag = false;
    for (number, line) in body.split_inclusive('\n').enumerate() {
        marked.extend(MARKS.clone().nth(number).filter(|_| !in_tag));
        marked.push_str(line);
        let opens = line.rfind("{%").max(line.rfind("{{")).max(line.rfind("{#"));
        let closes = line.rfind("%}").max(line.rfind("}}")).max(line.rfind("#}"));
        in_tag = opens > closes || in_tag && closes.is_none();
    }
    marked
}

/// The line that a private character stands for.
fn line_of(c: char) -> Option<usize> {
    MARKS.contains(&c).then(|| c as usize - *MARKS.start() as usize)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::checks::small::journal;

    #[test]
    fn a_letter_is_filled_with_samples() {
        for (settings, front, body, letters) in [
            ("name: Ann\n", "lang: en", "{{ recipient }}, {{ your_name }}, {{ today }}", ["Priya, Ann, 2026-04-20"; 2]),
            ("", "lang: en", "{{ recipient }}, {{ your_name }}", ["Priya, Marta Silva"; 2]),
            ("", "lang: zh-TW", "{{ recipient }}您好，我是{{ your_name }}", ["雅婷經理您好，我是陳品妤"; 2]),
            ("me: {team: data}\n", "", "From the {{ team }} team", ["From the data team"; 2]),
            ("", "", "What of {{ thing }}?", ["What of thing?"; 2]),
            ("", "variables: {a: {sample: x}, b: {meaning: y}, c: {}}", "{{ a }} {{ b }} {{ c }}", ["x y c"; 2]),
            ("", "variables: {a: {sample: x, optional: true}}", "One{% if a %} and {{ a }}{% endif %}", ["One and x", "One"]),
        ] {
            let template = format!("---\nkind: ask-learning\n{front}\n---\n\n{body}\n");
            let journal = journal(settings, [("templates/a.md", &*template)]);
            let sheet = Sheet::of(&journal.templates[0], &journal);
            assert_eq!(sheet.rendered.iter().map(|letter| letter.message.as_str()).collect::<Vec<_>>(), letters, "{body}");
        }
    }

    #[test]
    fn a_rendered_line_knows_its_own() {
        for (body, lines) in [
            ("one\n\n  two\nthree", vec![0, 1, 2, 3]),
            ("one {{ today\n}}\nthree", vec![0, 2]),
            ("one {{ today\n | upper\n}}\nfour", vec![0, 3]),
            ("{# a\nb #}\nthree", vec![2]),
            ("{% if today %}\ntwo\n{% else %}\nfour\n{% endif %}\nsix", vec![1, 2, 5]),
            ("one }} two\nthree", vec![0, 1]),
        ] {
            let template = format!("---\nkind: ask-learning\n---\n{body}\n");
            let journal = journal("", [("templates/a.md", &*template)]);
            let sheet = Sheet::of(&journal.templates[0], &journal);
            assert_eq!(sheet.rendered[0].lines, lines, "{body}: {}", sheet.rendered[0].message);
        }
    }
}
