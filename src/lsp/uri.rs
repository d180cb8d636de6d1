//! Addresses of files as editors write them: `file:///…`, percent-encoded.

use std::path::{Path, PathBuf};

/// The file that an address names; `None` for an address of another kind (`untitled:`), or of another machine.
pub(super) fn path_of(uri: &str) -> Option<PathBuf> {
    let rest = uri.strip_prefix("file://")?;
    let rest = rest.strip_prefix("localhost").unwrap_or(rest);
    let rest = rest.split(['?', '#']).next().unwrap_or_default();
    let decoded = decode(rest)?;
    let is_drive = |text: &str| text.as_bytes().get(1).is_some_and(u8::is_ascii_alphabetic) && text.as_bytes().get(2) == Some(&b':');
    if is_drive(&decoded) {
        return Some(PathBuf::from(&decoded[1..]));
    }
    decoded.starts_with('/').then(|| PathBuf::from(decoded))
}

/// The address of a file.
pub(super) fn of_path(path: &Path) -> String {
    let text = path.to_string_lossy().replace('\\', "/");
    let mut uri = String::from(if text.starts_with('/') { "file://" } else { "file:///" });
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"/-._~".contains(&byte) {
            uri.push(char::from(byte));
        } else {
            uri.push_str(&format!("%{byte:02X}"));
        }
    }
    uri
}

fn decode(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((&first, after)) = rest.split_first() {
        let encoded = (first == b'%').then(|| after.get(..2)).flatten();
        let value = encoded.and_then(|hex| u8::from_str_radix(std::str::from_utf8(hex).ok()?, 16).ok());
        bytes.push(value.unwrap_or(first));
        rest = if value.is_some() { &after[2..] } else { after };
    }
    String::from_utf8(bytes).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn goes_both_ways() {
        for (path, uri) in [
            ("/j/requests/2026-04-08-林雅婷.md", "file:///j/requests/2026-04-08-%E6%9E%97%E9%9B%85%E5%A9%B7.md"),
            ("/a b/100%/#?.md", "file:///a%20b/100%25/%23%3F.md"),
            ("C:/j/a.md", "file:///C%3A/j/a.md"),
        ] {
            assert_eq!(of_path(Path::new(path)), uri);
            assert_eq!(path_of(uri), Some(PathBuf::from(path)));
        }
        assert_eq!(path_of("file:///j/林.md"), Some(PathBuf::from("/j/林.md")));
        assert_eq!(path_of("file:///j/100%.md"), Some(PathBuf::from("/j/100%.md")));
        for other in ["untitled:Untitled-1", "file://server/share/a.md", "file:///%FF", "", "http://x/a.md"] {
            assert_eq!(path_of(other), None, "{other}");
        }
    }
}
