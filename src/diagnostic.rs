//! What a check found: a rule, a place, a fact and what to do. Every face only renders it.

use serde::Serialize;

use crate::labels::Text;

/// How much a diagnostic weighs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Severity {
    /// The journal says something false or unreadable, or the message cannot be sent.
    Error,
    /// Probably a slip.
    Warning,
    /// The article's craft.
    Advice,
}

impl Severity {
    /// The word in settings, JSON and output.
    pub(crate) fn word(self) -> &'static str {
        match self {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Advice => "advice",
        }
    }

    /// The severity of a word.
    pub(crate) fn parse(word: &str) -> Option<Severity> {
        [Severity::Error, Severity::Warning, Severity::Advice].into_iter().find(|severity| severity.word() == word)
    }
}

/// A range of bytes in a file.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Span {
    /// First byte.
    pub(crate) start: usize,
    /// The byte after the last.
    pub(crate) end: usize,
}

impl Span {
    /// The span of a whole-file problem: the empty range at the top, shown as 1:1.
    pub(crate) const TOP: Span = Span { start: 0, end: 0 };

    /// Whether another lies within it.
    pub(crate) fn holds(self, other: Span) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// The span as a range, for slicing.
    pub(crate) fn range(self) -> std::ops::Range<usize> {
        self.start..self.end
    }
}

/// One finding.
#[derive(Clone, Debug)]
pub(crate) struct Diagnostic {
    /// The rule's name.
    pub(crate) rule: &'static str,
    /// Its weight here.
    pub(crate) severity: Severity,
    /// The file, relative to the journal, with `/`.
    pub(crate) path: String,
    /// The place in it.
    pub(crate) span: Span,
    /// The fact, with its values.
    pub(crate) message: Text,
    /// Words beside the underline.
    pub(crate) label: Option<Text>,
    /// What to do.
    pub(crate) help: Option<Text>,
    /// What `fix` writes, where one thing can only be meant.
    pub(crate) fix: Option<Fix>,
    /// Of words of a message: where the sentence ends that their last byte stands in, known while the message is as it was read.
    pub(crate) sentence_end: Option<usize>,
}

/// New bytes for a place.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Fix {
    /// What is replaced.
    pub(crate) span: Span,
    /// By what.
    pub(crate) text: String,
}

impl Diagnostic {
    /// A finding without label, help or fix.
    pub(crate) fn new(rule: &'static str, severity: Severity, path: &str, span: Span, message: Text) -> Diagnostic {
        Diagnostic { rule, severity, path: path.to_owned(), span, message, label: None, help: None, fix: None, sentence_end: None }
    }

    /// With words beside the underline.
    pub(crate) fn label(mut self, label: Text) -> Diagnostic {
        self.label = Some(label);
        self
    }

    /// With what to do.
    pub(crate) fn help(mut self, help: Text) -> Diagnostic {
        self.help = Some(help);
        self
    }

    /// Says that its sentences stand in the rule's own text.
    pub(crate) fn adopt(&mut self, text: &'static str) {
        for said in [Some(&mut self.message), self.label.as_mut(), self.help.as_mut()].into_iter().flatten() {
            said.adopt(text);
        }
    }

    /// With what `fix` writes at its place; nothing where more than one thing can be meant.
    pub(crate) fn fix(mut self, text: Option<impl Into<String>>) -> Diagnostic {
        self.fix = text.map(|text| Fix { span: self.span, text: text.into() });
        self
    }
}
