//! Encoded words of a header (RFC 2047) that belong together, as one: some programs cut a character between two of them.

use super::decode::standard_label;

/// The text with neighbouring encoded words of one charset and form put together, where what they hold can be.
pub(crate) fn merged(text: &str) -> String {
    let mut merged = String::with_capacity(text.len());
    let mut rest = text;
    let mut open: Option<Word<'_>> = None;
    while let Some(start) = rest.find("=?") {
        let between = &rest[..start];
        let Some((word, end)) = Word::read(&rest[start..]) else {
            close(&mut merged, open.take());
            merged.push_str(&rest[..start + 2]);
            rest = &rest[start + 2..];
            continue;
        };
        match open.take() {
            Some(before) if between.trim().is_empty() && before.joins(&word) => open = Some(before.with(&word)),
            before => {
                let is_first = before.is_none();
                close(&mut merged, before);
                // Blanks between two encoded words say nothing; the decoder drops them.
                merged.push_str(if is_first || !between.trim().is_empty() { between } else { " " });
                open = Some(word);
            }
        }
        rest = &rest[start + end..];
    }
    close(&mut merged, open);
    merged.push_str(rest);
    merged
}

fn close(merged: &mut String, word: Option<Word<'_>>) {
    if let Some(word) = word {
        merged.push_str(&format!("=?{}?{}?{}?=", standard_label(word.charset), if word.is_base64 { 'B' } else { 'Q' }, word.held));
    }
}

struct Word<'a> {
    charset: &'a str,
    is_base64: bool,
    held: String,
}

impl<'a> Word<'a> {
    /// The encoded word at the text's beginning, and where it ends.
    fn read(text: &'a str) -> Option<(Word<'a>, usize)> {
        let mut parts = text.strip_prefix("=?")?.splitn(3, '?');
        let (charset, form, rest) = (parts.next()?, parts.next()?, parts.next()?);
        let held = &rest[..rest.find("?=")?];
        let is_base64 = match form {
            "B" | "b" => true,
            "Q" | "q" => false,
            _ => return None,
        };
        let fits = !charset.is_empty() && !charset.contains(char::is_whitespace) && !held.contains([' ', '?']);
        fits.then(|| (Word { charset, is_base64, held: held.to_owned() }, 2 + charset.len() + 1 + form.len() + 1 + held.len() + 2))
    }

    fn joins(&self, other: &Word<'_>) -> bool {
        let whole = |held: &str| held.len().is_multiple_of(4);
        self.charset.eq_ignore_ascii_case(other.charset) && self.is_base64 == other.is_base64 && (!self.is_base64 || whole(&self.held))
    }

    /// Both as one. A base64 that ends in `=` is decoded to here: the bits of both are written anew.
    fn with(self, other: &Word<'_>) -> Word<'a> {
        let held = if self.is_base64 && self.held.ends_with('=') { rejoined(&self.held, &other.held) } else { None };
        let held = held.unwrap_or_else(|| format!("{}{}", self.held, other.held));
        Word { held, ..self }
    }
}

const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/// Two base64 texts, each padded, as one.
fn rejoined(a: &str, b: &str) -> Option<String> {
    let mut bytes = unpacked(a)?;
    bytes.extend(unpacked(b)?);
    let mut packed = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for chunk in bytes.chunks(3) {
        let bits = chunk.iter().fold(0_u32, |bits, byte| bits << 8 | u32::from(*byte)) << (8 * (3 - chunk.len()));
        for place in 0..4 {
            let digit = DIGITS[(bits >> (18 - 6 * place) & 63) as usize];
            packed.push(if place <= chunk.len() { char::from(digit) } else { '=' });
        }
    }
    Some(packed)
}

fn unpacked(text: &str) -> Option<Vec<u8>> {
    let mut bytes = Vec::with_capacity(text.len());
    let (mut bits, mut count) = (0_u32, 0);
    for digit in text.trim_end_matches('=').bytes() {
        bits = bits << 6 | u32::try_from(DIGITS.iter().position(|known| *known == digit)?).ok()?;
        count += 6;
        if count >= 8 {
            count -= 8;
            bytes.push((bits >> count & 255) as u8);
            bits &= (1 << count) - 1;
        }
    }
    Some(bytes)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn puts_neighbours_together() {
        for (text, wanted) in [
            ("plain", "plain"),
            ("=?UTF-8?Q?a?= =?utf-8?Q?b?= c", "=?UTF-8?Q?ab?= c"),
            ("=?UTF-8?B?5p6X6Q==?=   =?UTF-8?B?m4XlqbM=?=", "=?UTF-8?B?5p6X6ZuF5amz?="),
            ("=?UTF-8?Q?a?= x =?UTF-8?Q?b?=", "=?UTF-8?Q?a?= x =?UTF-8?Q?b?="),
            ("=?UTF-8?Q?a?= =?big5?Q?b?=", "=?UTF-8?Q?a?= =?Big5?Q?b?="),
            ("=?big5_tw?B?pEg=?=", "=?Big5?B?pEg=?="),
            ("=?broken =?UTF-8?Q?a", "=?broken =?UTF-8?Q?a"),
        ] {
            assert_eq!(merged(text), wanted);
        }
    }

    proptest! {
        #[test]
        fn any_text_is_taken(text in "[=?BQbq a-zA-Z0-9林]{0,60}") {
            merged(&text);
        }
    }
}
