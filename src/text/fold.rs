//! Text as it is searched for names: case, width and form folded, what is invisible left out, each letter
//! with its place in the text.

use std::ops::Range;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::canonical_combining_class;

/// A folded letter.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Letter {
    /// NFKC, small; a Latin letter without its marks, for who writes a name leaves them out.
    pub(crate) small: char,
    /// NFKC, the case as written.
    pub(crate) written: char,
    /// Where it stands; narrow, for texts become thousands of letters.
    start: u32,
    end: u32,
}

impl Letter {
    fn of(small: char, written: char, place: Range<usize>) -> Letter {
        let narrow = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        Letter { small, written, start: narrow(place.start), end: narrow(place.end) }
    }
}

/// The letters of a text; blanks and line breaks in a row are one blank.
pub(crate) fn fold(text: &str) -> Vec<Letter> {
    let mut letters = Vec::with_capacity(text.len());
    fold_into(text, &mut letters);
    letters
}

/// As [`fold`], in the room of other letters, which go.
pub(crate) fn fold_into(text: &str, letters: &mut Vec<Letter>) {
    letters.clear();
    letters.reserve(text.len());
    let bytes = text.as_bytes();
    let mut at = 0;
    while let Some(byte) = bytes.get(at) {
        // Most letters: one byte that no mark follows.
        if byte.is_ascii_graphic() && bytes.get(at + 1).is_none_or(u8::is_ascii) {
            letters.push(Letter::of(char::from(byte.to_ascii_lowercase()), char::from(*byte), at..at + 1));
            at += 1;
        } else {
            at = fold_one(text, at, letters);
        }
    }
}

/// Folds the character at a place with the marks that follow it; gives where they end.
fn fold_one(text: &str, start: usize, letters: &mut Vec<Letter>) -> usize {
    let Some(c) = text[start..].chars().next() else { return text.len() };
    let mut end = start + c.len_utf8();
    if is_invisible(c) {
        return end;
    }
    if c.is_whitespace() {
        match letters.last_mut() {
            Some(last) if last.small == ' ' => *last = Letter::of(' ', ' ', last.start as usize..end),
            _ => letters.push(Letter::of(' ', ' ', start..end)),
        }
        return end;
    }
    let is_alone = !begins_mark(text, end);
    if let Some((small, written)) = alone(c).filter(|_| is_alone) {
        letters.push(Letter::of(small, written, start..end));
        return end;
    }
    while begins_mark(text, end) {
        end += text[end..].chars().next().map_or(0, char::len_utf8);
    }
    for written in text[start..end].nfkc() {
        letters.extend(written.to_lowercase().map(|small| Letter::of(without_marks(small), written, start..end)));
    }
    end
}

/// Whether a mark stands at a place; none begins with a byte of ASCII, or with one that begins a Han character.
fn begins_mark(text: &str, at: usize) -> bool {
    let may_begin = |byte: &u8| !matches!(byte, 0..=0x7f | 0xe4..=0xe9);
    text.as_bytes().get(at).is_some_and(may_begin) && text[at..].starts_with(is_mark)
}

/// The folded letter that most characters are where no mark follows, small and as written, told without a table.
fn alone(c: char) -> Option<(char, char)> {
    match c {
        // Han, and the marks between Han sentences: no other form, no case.
        '\u{4e00}'..='\u{9fff}' | '\u{3001}'..='\u{3003}' | '\u{3008}'..='\u{3011}' => Some((c, c)),
        c if c.is_ascii() => Some((c.to_ascii_lowercase(), c)),
        // What is as wide as a Han character: ，：？
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0).map(|narrow| (narrow.to_ascii_lowercase(), narrow)),
        _ => None,
    }
}

/// Whether a character is a mark of the one before it. Most texts hold none, which is told without a table.
fn is_mark(c: char) -> bool {
    !matches!(c, '\0'..='\u{2ff}' | '\u{3000}'..='\u{3029}' | '\u{3100}'..='\u{a66e}' | '\u{ff00}'..='\u{ffef}')
        && canonical_combining_class(c) != 0
}

/// The text as words are searched for in it: who looks for a name may leave out its marks.
pub(crate) fn plain(text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    fold(text).iter().map(|letter| letter.small).collect()
}

/// The Latin letter below its accents and strokes; any other character as it is.
fn without_marks(c: char) -> char {
    match c {
        'ø' => return 'o',
        'ł' => return 'l',
        'đ' | 'ð' => return 'd',
        'ħ' => return 'h',
        'ı' => return 'i',
        _ => {}
    }
    std::iter::once(c).nfd().next().filter(char::is_ascii_alphabetic).unwrap_or(c)
}

/// The bytes of a run of letters in the text they were folded from.
pub(crate) fn bytes(letters: &[Letter], run: Range<usize>) -> Range<usize> {
    match (letters.get(run.start), letters.get(run.end.saturating_sub(1))) {
        (Some(first), Some(last)) if run.start < run.end => first.start as usize..last.end as usize,
        _ => 0..0,
    }
}

/// Soft hyphens, zero-width marks, directions and variation selectors.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{34f}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{e0100}'..='\u{e01ef}')
}

/// Tells whether it is a letter of a script whose names stand without blanks around them: Han, kana,
/// bopomofo, Hangul.
#[inline]
pub(crate) fn is_wide(c: char) -> bool {
    super::script::is_han(c)
        || matches!(c, '\u{3041}'..='\u{30ff}' | '\u{3105}'..='\u{312f}' | '\u{31a0}'..='\u{31ff}' | '\u{ac00}'..='\u{d7a3}' | '々')
}

/// Tells whether it is a letter or digit of a script that puts blanks between words.
#[inline]
pub(crate) fn is_narrow(c: char) -> bool {
    if c.is_ascii() { c.is_ascii_alphanumeric() } else { !is_wide(c) && c.is_alphanumeric() }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn folds_case_width_and_form_and_keeps_places() {
        let small = |text: &str| fold(text).iter().map(|letter| letter.small).collect::<String>();
        assert_eq!(small("Ｐriya\u{200b} \n NAIR"), "priya nair");
        assert_eq!(small("Sørensen e\u{301}"), "sorensen e");
        assert_eq!(small("Zoltán KÖNIGSBERG が ё"), "zoltan konigsberg が ё");
        assert_eq!(plain("Emil SØRENSEN 請Ａ"), "emil sorensen 請a");
        for c in '\0'..=char::MAX {
            assert_eq!(is_mark(c), canonical_combining_class(c) != 0, "{c:?}");
            assert_eq!(begins_mark(&format!("a{c}"), 1), is_mark(c), "{c:?}");
            if let Some((small, written)) = alone(c) {
                let forms: Vec<char> = std::iter::once(c).nfkc().collect();
                assert_eq!((forms, small), (vec![written], without_marks(small)), "{c:?} has one form");
                assert!(written.to_lowercase().eq([small]), "{c:?}");
            }
        }
        let letters = fold("請Ｐriya看");
        assert_eq!(bytes(&letters, 1..6), 3..10);
        assert_eq!(bytes(&letters, 0..0), 0..0);
    }

    /// As [`fold`], without a short way for any character.
    fn slowly(text: &str) -> Vec<Letter> {
        let mut letters: Vec<Letter> = Vec::new();
        let shown: Vec<(usize, char)> = text.char_indices().filter(|(_, c)| !is_invisible(*c)).collect();
        let is_own = |c: char| canonical_combining_class(c) == 0;
        let mut rest = &shown[..];
        while let [(start, c), after @ ..] = rest {
            // A mark goes with what stands right before it.
            let follows = |pair: &[(usize, char)]| pair[0].0 + pair[0].1.len_utf8() == pair[1].0 && !is_own(pair[1].1);
            let marks = if c.is_whitespace() { 0 } else { rest.windows(2).take_while(|pair| follows(pair)).count() };
            let (last, mark) = rest[marks];
            let place = *start..last + mark.len_utf8();
            rest = &after[marks..];
            match letters.last_mut() {
                Some(before) if c.is_whitespace() && before.small == ' ' => {
                    *before = Letter::of(' ', ' ', before.start as usize..place.end)
                }
                _ if c.is_whitespace() => letters.push(Letter::of(' ', ' ', place)),
                _ => {
                    for written in text[place.clone()].nfkc() {
                        letters.extend(written.to_lowercase().map(|small| Letter::of(without_marks(small), written, place.clone())));
                    }
                }
            }
        }
        letters
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(5_000))]

        #[test]
        fn the_short_ways_fold_as_the_long_one(text in "([a-zA-Z0-9 .,\n'’é林雅婷王がア。，：Ａ１\u{301}\u{308}\u{3099}\u{200b}\u{ad}\u{a0}\u{3000}ﬁß😀]|.){0,40}") {
            prop_assert_eq!(fold(&text), slowly(&text));
        }
    }
}
