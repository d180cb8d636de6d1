//! Takes a text apart without losing a byte: sentences, and the words and characters in them.

use crate::text::script::is_han;
use crate::text::width::width;

/// The sentences of a text, each with the blanks and line breaks after it; joined they are the text.
pub(super) fn sentences(text: &str) -> Vec<&str> {
    let mut sentences = Vec::new();
    let mut start = 0;
    let mut has_ended = false;
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        if has_ended && !c.is_whitespace() && !CLOSING.contains(c) {
            sentences.push(&text[start..at]);
            start = at;
            has_ended = false;
        }
        let next = chars.peek().map(|(_, next)| *next);
        has_ended |= match c {
            '。' | '！' | '？' | '；' | '\n' => true,
            '!' | '?' => next.is_none_or(|next| next.is_whitespace() || is_han(next)),
            '.' | ';' => next.is_none_or(char::is_whitespace) && !is_single_letter(&text[start..at]),
            _ => false,
        };
    }
    if start < text.len() {
        sentences.push(&text[start..]);
    }
    sentences
}

/// Marks that end a sentence together with what stands before them.
const CLOSING: &str = "。！？；!?.」』”’\"')）》〉】";

/// `J.` and the end of `e.g.`.
fn is_single_letter(before: &str) -> bool {
    let word = before.rsplit([' ', '\n', '.', '(']).next().unwrap_or_default();
    word.len() == 1 && word.bytes().all(|byte| byte.is_ascii_alphabetic())
}

/// Words of letters and digits, every Han character and every mark by itself, blanks together, line breaks by
/// themselves; joined they are the text. What combines with a character stays with it.
pub(super) fn tokens(text: &str) -> Vec<&str> {
    let mut tokens = Vec::new();
    let mut start = 0;
    let mut before: Option<char> = None;
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let next = chars.peek().map(|(_, next)| *next);
        let first = text[start..].chars().next();
        if let (Some(first), Some(last)) = (first, before)
            && !goes_on(first, last, c, next)
        {
            tokens.push(&text[start..at]);
            start = at;
        }
        before = Some(c);
    }
    if start < text.len() {
        tokens.push(&text[start..]);
    }
    tokens
}

/// Whether `c` belongs to the token that begins with `first` and ends with `last`.
fn goes_on(first: char, last: char, c: char, next: Option<char>) -> bool {
    let is_word = |c: char| c.is_alphanumeric() && !is_han(c);
    let is_break = |c: char| c == '\n' || c == '\r';
    if is_break(first) || is_break(c) {
        return last == '\r' && c == '\n';
    }
    if last == '\u{200d}' || combines(c) {
        return true;
    }
    if first.is_whitespace() {
        return c.is_whitespace();
    }
    // don't, well-kept, v1.2
    let is_inner = matches!(c, '\'' | '’' | '-' | '.' | '_') && is_word(last) && next.is_some_and(is_word);
    is_word(first) && (is_word(c) || is_inner)
}

fn combines(c: char) -> bool {
    matches!(c, '\u{200d}' | '\u{fe00}'..='\u{fe0f}' | '\u{1f3fb}'..='\u{1f3ff}' | '\u{e0100}'..='\u{e01ef}')
        || !c.is_control() && !c.is_whitespace() && width(c.encode_utf8(&mut [0; 4])) == 0
}

/// How much a token weighs where what stays is compared with what changes: cells; blanks and marks nothing.
pub(super) fn weight(token: &str) -> usize {
    if token.chars().any(char::is_alphanumeric) { width(token) } else { 0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_keep_every_byte() {
        assert_eq!(
            sentences("讀了您的文章。我卡在報表！？下一步呢?\n\n先謝謝您\nI like v1.2, J. Smith. It works; 「why?」他問。"),
            ["讀了您的文章。", "我卡在報表！？", "下一步呢?\n\n", "先謝謝您\n", "I like v1.2, J. Smith. ", "It works; ", "「why?」他問。"]
        );
        assert_eq!(sentences(""), [""; 0]);
        assert_eq!(sentences("\n\na"), ["\n\n", "a"]);
    }

    #[test]
    fn tokens_keep_every_byte() {
        assert_eq!(
            tokens("我學 GA4，don't well-kept v1.2.\r\n\n"),
            ["我", "學", " ", "GA4", "，", "don't", " ", "well-kept", " ", "v1.2", ".", "\r\n", "\n"]
        );
        assert_eq!(tokens("👩‍💻e\u{301}x  \ty"), ["👩‍💻", "e\u{301}x", "  \t", "y"]);
        assert_eq!((weight("我"), weight("，"), weight("GA4"), weight(" ")), (2, 0, 3, 0));
    }
}
