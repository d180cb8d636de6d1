//! A phrase with its guards: what careful letters showed to be another meaning.

use std::ops::Range;

use super::hints::Hint;
use super::letter::Letter;
use crate::message::Sentence;
use crate::text::pattern::{Pattern, pattern};
use crate::text::ranges;

/// Words in quotation marks.
static QUOTED: Pattern = pattern!(r#"「[^「」]*」|『[^『』]*』|“[^“”]*”|"[^"\n]*"|〈[^〈〉]*〉|《[^《》]*》"#);

/// What to look for in a sentence, and where not to.
pub(super) struct Phrase {
    /// Plain words one of which every form of the phrase holds: most letters hold none, and looking for words
    /// is many times cheaper than for phrases.
    pub(super) hint: Option<Hint>,
    /// The phrase.
    pub(super) find: Pattern,
    /// A wider phrase in which it means something else.
    pub(super) innocent: Option<Pattern>,
    /// What in the same sentence gives it another meaning.
    pub(super) unless: Option<Pattern>,
}

/// Where words in quotation marks stand.
pub(super) fn quotes(text: &str) -> Vec<Range<usize>> {
    QUOTED.all(text).collect()
}

/// Whether a pattern stands in a sentence in the writer's own voice.
pub(super) fn outside_quotes(pattern: &Pattern, sentence: &str) -> bool {
    let quoted = quotes(sentence);
    pattern.all(sentence).any(|at| !ranges::hold(&quoted, &at))
}

/// Whether a phrase stands in the text, outside of what `innocent` covers.
pub(super) fn any_apart(phrase: &Pattern, innocent: &Pattern, text: &str) -> bool {
    // Most texts hold none: what covers one is looked for only then.
    let others: std::cell::OnceCell<Vec<Range<usize>>> = std::cell::OnceCell::new();
    let covers = |at: &Range<usize>| ranges::meets(others.get_or_init(|| innocent.all(text).collect()), at);
    phrase.all(text).any(|at| !covers(&at))
}

impl Phrase {
    /// Where the phrase stands in a sentence, its guards applied: bytes of the sentence.
    pub(super) fn all(&self, sentence: &str) -> Vec<Range<usize>> {
        let mut found: Vec<Range<usize>> = self.find.all(sentence).collect();
        if found.is_empty() || self.unless.as_ref().is_some_and(|unless| unless.is_in(sentence)) {
            return Vec::new();
        }
        // What stands in quotation marks is said by somebody else, or named as a word.
        let quoted = quotes(sentence);
        found.retain(|at| !ranges::hold(&quoted, at));
        if let Some(innocent) = &self.innocent {
            let innocent: Vec<Range<usize>> = innocent.all(sentence).collect();
            found.retain(|at| !ranges::meets(&innocent, at));
        }
        found
    }

    /// Whether the phrase stands in a sentence.
    pub(super) fn is_in(&self, sentence: &str) -> bool {
        !self.all(sentence).is_empty()
    }

    /// Whether the phrase stands in a part of the letter's sentence of this number.
    pub(super) fn is_in_part(&self, letter: &Letter<'_>, number: usize, part: &str) -> bool {
        self.hint.is_none_or(|hint| letter.hints.in_sentence(number, hint)) && self.is_in(part)
    }

    /// The sentences that the phrase may stand in.
    fn sentences<'a>(&self, letter: &'a Letter<'_>) -> impl Iterator<Item = &'a Sentence> {
        let hint = self.hint;
        let numbered = letter.message.sentences.iter().enumerate();
        numbered.filter(move |(number, _)| hint.is_none_or(|hint| letter.hints.in_sentence(*number, hint))).map(|(_, sentence)| sentence)
    }

    /// Where the phrase first stands in the sentences that `wanted` takes: bytes of the message.
    pub(super) fn first(&self, letter: &Letter<'_>, wanted: impl Fn(&Sentence) -> bool) -> Option<Range<usize>> {
        let ranges = self.sentences(letter).filter(|sentence| wanted(sentence)).map(|sentence| sentence.range.clone());
        self.own_places(letter, ranges).next()
    }

    /// Every place in the message, the greeting too: it may praise or blame as well.
    pub(super) fn everywhere(&self, letter: &Letter<'_>) -> Vec<Range<usize>> {
        let greets = self.hint.is_none_or(|hint| letter.hints.in_greeting(hint));
        let greeting = greets.then(|| letter.message.greeting.clone());
        let ranges = greeting.into_iter().chain(self.sentences(letter).map(|sentence| sentence.range.clone()));
        self.own_places(letter, ranges).collect()
    }

    /// The places in parts of the message that are in the writer's own voice: a quotation may hold several sentences, as
    /// "urgent!! please reply" does.
    fn own_places(&self, letter: &Letter<'_>, parts: impl Iterator<Item = Range<usize>>) -> impl Iterator<Item = Range<usize>> {
        let prose = &letter.message.prose;
        let places = parts.flat_map(move |part| {
            let start = part.start;
            self.all(&prose[part]).into_iter().map(move |at| start + at.start..start + at.end)
        });
        let quoted: std::cell::OnceCell<Vec<Range<usize>>> = std::cell::OnceCell::new();
        places.filter(move |at| !ranges::hold(quoted.get_or_init(|| quotes(prose)), at))
    }
}
