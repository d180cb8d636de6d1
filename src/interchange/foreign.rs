//! Files that people take for tables: what they are, by their first bytes.

/// What a file is that no import reads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Foreign {
    /// JSON, perhaps an export of ours.
    Json,
    /// A workbook of Excel before 2007, or one with a password.
    OldWorkbook,
    /// A PDF.
    Pdf,
}

/// What the first bytes of a file tell, where it is neither table nor mail.
pub(crate) fn foreign(head: &[u8]) -> Option<Foreign> {
    let text = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head);
    let mut signs = text.iter().filter(|byte| !byte.is_ascii_whitespace());
    match (signs.next(), signs.next()) {
        (Some(b'{'), Some(b'"' | b'}')) | (Some(b'['), Some(b'{' | b']')) => Some(Foreign::Json),
        _ if head.starts_with(&[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]) => Some(Foreign::OldWorkbook),
        _ if head.starts_with(b"%PDF-") => Some(Foreign::Pdf),
        _ => None,
    }
}
