//! Unicode: normal forms, by which names and ids are compared, and what a reader takes for one sign.

use std::borrow::Cow;

use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick, is_nfkc_quick};
use unicode_segmentation::UnicodeSegmentation;

/// The text in Normal Form C.
pub(crate) fn nfc(text: &str) -> Cow<'_, str> {
    match is_nfc_quick(text.chars()) {
        IsNormalized::Yes => Cow::Borrowed(text),
        _ => Cow::Owned(text.nfc().collect()),
    }
}

/// NFC and case folded: how ids are compared.
pub(crate) fn fold_id(text: &str) -> String {
    folded_id(text).into_owned()
}

/// As [`fold_id`], without a copy of what is folded already: nearly all ids are.
pub(crate) fn folded_id(text: &str) -> Cow<'_, str> {
    // Such characters stay what they are, alone and beside one another.
    let is_folded = |c| matches!(c, '\0'..='@' | '['..='\u{7f}' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}');
    if text.chars().all(is_folded) { Cow::Borrowed(text) } else { Cow::Owned(nfc(text).to_lowercase()) }
}

/// Whether two ids are one.
pub(crate) fn is_same_id(a: &str, b: &str) -> bool {
    a == b || if a.is_ascii() && b.is_ascii() { a.eq_ignore_ascii_case(b) } else { fold_id(a) == fold_id(b) }
}

/// NFKC, case folded, without spaces: how persons' names are compared.
pub(crate) fn fold_name(text: &str) -> String {
    if text.is_ascii() {
        return text.chars().filter(|c| !c.is_whitespace()).map(|c| c.to_ascii_lowercase()).collect();
    }
    text.nfkc().filter(|c| !c.is_whitespace()).flat_map(char::to_lowercase).collect()
}

/// NFKC and case folded, spaces kept: how text is searched.
pub(crate) fn fold_text(text: &str) -> String {
    if is_nfkc_quick(text.chars()) == IsNormalized::Yes {
        return text.to_lowercase();
    }
    text.nfkc().flat_map(char::to_lowercase).collect()
}

/// Full-width digits, colons, slashes and hyphens as their ASCII forms.
pub(crate) fn half_width(text: &str) -> String {
    text.chars()
        .map(|c| match c {
            '０'..='９' | '／' | '：' | '－' | '．' => char::from_u32(c as u32 - 0xFEE0).unwrap_or(c),
            c => c,
        })
        .collect()
}

/// What a reader takes for one sign, in order: a letter with its marks, a joined emoji, a flag.
pub(crate) fn signs(text: &str) -> impl Iterator<Item = &str> {
    text.graphemes(true)
}
