//! Character references (`&amp;`, `&#26519;`), read as a browser reads them.

use std::borrow::Cow;

use super::html::place_of;

/// A text with its character references as characters.
pub(super) fn decode(raw: &str) -> Cow<'_, str> {
    let Some(first) = place_of(b'&', raw) else { return raw.into() };
    let mut text = String::with_capacity(raw.len());
    text.push_str(&raw[..first]);
    let mut rest = &raw[first..];
    while let Some(open) = place_of(b'&', rest) {
        text.push_str(&rest[..open]);
        rest = &rest[open..];
        let end = rest[1..].find(|c: char| !c.is_ascii_alphanumeric() && c != '#').map_or(rest.len(), |end| end + 1);
        match character(&rest[1..end]) {
            Some(c) => {
                text.push(c);
                rest = rest[end..].strip_prefix(';').unwrap_or(&rest[end..]);
            }
            None => {
                text.push('&');
                rest = &rest[1..];
            }
        }
    }
    text.push_str(rest);
    text.into()
}

fn character(name: &str) -> Option<char> {
    if let Some(number) = name.strip_prefix('#') {
        let hex = number.strip_prefix(['x', 'X']).map(|hex| u32::from_str_radix(hex, 16));
        return char::from_u32(hex.unwrap_or_else(|| number.parse()).ok()?);
    }
    Some(match name {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        "nbsp" => '\u{a0}',
        "shy" => '\u{ad}',
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_are_the_characters_that_they_mean() {
        for (raw, expected) in [
            ("a", "a"),
            ("&lt;a&gt; &amp;amp; &quot;&apos;&#39;", "<a> &amp; \"''"),
            ("&#26519;&#x96C5;&#x5a77", "林雅婷"),
            ("&nbsp;&shy;", "\u{a0}\u{ad}"),
            ("&copy; & &; &#; &#x; &#xFFFFFFFF; &", "&copy; & &; &#; &#x; &#xFFFFFFFF; &"),
        ] {
            assert_eq!(decode(raw), expected, "{raw}");
        }
    }
}
