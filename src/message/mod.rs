//! A message as a reader meets it: greeting, paragraphs, sentences, and which of them ask. The one place
//! that knows how letters are written; the rules and the lists build on it.

mod asks;
mod greeting;
mod mail_head;
mod plain;
mod prose;
mod quotes;
mod roundabout;
mod sentences;

use std::ops::Range;

pub(crate) use asks::{BORDERED, STRONG_VAGUE, WEAK_VAGUE, is_vague};
pub(crate) use plain::{plain_line, plain_text};
pub(crate) use quotes::mail_of_others;

use crate::text::script::{self, Length};

/// A message, taken apart. All places are bytes of the message as written.
#[derive(Debug)]
pub(crate) struct Message {
    /// What the writer says, as long as the message: ASCII letters small, Simplified characters as
    /// Traditional ones, and blanks in the place of quotes, code, link targets, comments and the signature.
    pub(crate) prose: String,
    /// The greeting; empty where there is none.
    pub(crate) greeting: Range<usize>,
    /// The sentences after the greeting, in order.
    pub(crate) sentences: Vec<Sentence>,
    /// The paragraphs after the greeting; each item of a list is one.
    pub(crate) paragraphs: Vec<Range<usize>>,
    /// Those of them that are items of a list.
    pub(crate) items: Vec<Range<usize>>,
}

/// A sentence and its place.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Sentence {
    /// Its bytes, marks included, blanks around it left out.
    pub(crate) range: Range<usize>,
    /// Whether it asks.
    pub(crate) asks: bool,
}

impl Message {
    /// Takes a message apart.
    pub(crate) fn read(text: &str) -> Message {
        let prose = prose::prose(text);
        let greeting = greeting::greeting(&prose);
        let paragraphs = sentences::paragraphs(&prose, greeting.end);
        let items = paragraphs.iter().filter(|range| sentences::is_item(&prose[(*range).clone()])).cloned().collect();
        let ranges = sentences::sentences(&prose, &paragraphs);
        let asking = asks::asks(&prose, &ranges);
        let sentences = ranges.into_iter().zip(asking).map(|(range, asks)| Sentence { range, asks }).collect();
        Message { prose, greeting, sentences, paragraphs, items }
    }

    /// The words of a sentence, as prose.
    pub(crate) fn words(&self, sentence: &Sentence) -> &str {
        &self.prose[sentence.range.clone()]
    }

    /// Where the sentence ends that holds the byte before `end`; `end` itself where none does.
    pub(crate) fn end_of_sentence(&self, end: usize) -> usize {
        end_of_sentence(&self.sentences, |sentence| &sentence.range, end)
    }

    /// What stands after the greeting.
    pub(crate) fn after_greeting(&self) -> &str {
        &self.prose[self.greeting.end..]
    }

    /// The sentences that ask.
    pub(crate) fn asks(&self) -> impl Iterator<Item = &Sentence> {
        self.sentences.iter().filter(|sentence| sentence.asks)
    }

    /// Whether there is nothing to read.
    pub(crate) fn is_empty(&self) -> bool {
        self.prose.trim().is_empty()
    }
}

/// As [`Message::end_of_sentence`], of what has a sentence's range. Found by halving: a message may hold a hundred thousand of each.
pub(crate) fn end_of_sentence<T>(sentences: &[T], range: impl Fn(&T) -> &Range<usize>, end: usize) -> usize {
    let at = sentences.partition_point(|sentence| range(sentence).end < end);
    sentences.get(at).map(range).filter(|range| range.start < end).map_or(end, |range| range.end)
}

/// The sentences after the greeting, as [`Message::read`] finds them, without asking what each of them asks.
pub(crate) fn sentences_of(text: &str) -> Vec<Range<usize>> {
    let prose = prose::prose(text);
    sentences::sentences(&prose, &sentences::paragraphs(&prose, greeting::greeting(&prose).end))
}

/// The length of what the writer says: quotes, code, link targets, comments and the signature are out.
pub(crate) fn length(text: &str) -> Length {
    script::length(&prose::prose(text))
}

/// The first sentence that asks, as written; `None` where none does.
pub(crate) fn first_ask(text: &str) -> Option<&str> {
    let message = Message::read(text);
    let range = message.asks().next()?.range.clone();
    Some(&text[range])
}

/// Whether the writer asks in so many words, in any sentence: what a thanks or a report does not.
pub(crate) fn holds_question(text: &str) -> bool {
    let message = Message::read(text);
    message.sentences.iter().any(|sentence| asks::is_plain_question(message.words(sentence)))
}

/// Whether a message thanks, in its first words or anywhere in a short one.
pub(crate) fn thanks(message: &str) -> bool {
    let head: String = message.chars().take(200).collect::<String>().to_lowercase();
    ["謝", "谢", "感恩", "thank", "thx", "grateful"].iter().any(|word| head.contains(word))
}

/// The raw message without code, comments and quotes: where a placeholder would be sent as it is, the signature too.
pub(crate) fn as_sent(text: &str) -> String {
    prose::as_sent(text)
}

/// Whether a subject line is the question itself.
pub(crate) fn is_question(subject: &str) -> bool {
    subject.trim_end().ends_with(['?', '？'])
}

/// A line folded as prose is, for looking up phrases in it.
pub(crate) fn folded(text: &str) -> String {
    prose::folded(text)
}
