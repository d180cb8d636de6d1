//! E: encodings.

use super::{beside_a_good_one, entry, found, is_left_out, told};

#[test]
fn e1_crlf_stays_on_every_line() {
    let journal = beside_a_good_one(entry("sent: 2026-04-08\n").replace('\n', "\r\n").as_bytes());
    assert_eq!(journal.run(&["set", "x", "next=Ask sooner"]).status, 0);
    let text = journal.read("requests/x.md");
    assert!(text.contains("\r\nnext: Ask sooner\r\n") && text.matches('\n').count() == text.matches("\r\n").count(), "{text:?}");
    assert!(!journal.run(&["list", "--format", "json"]).out.contains("\\r"));
}

#[test]
fn e2_a_byte_order_mark_stays() {
    let journal = beside_a_good_one(format!("\u{feff}{}", entry("sent: 2026-04-08\n")).as_bytes());
    assert_eq!(journal.run(&["set", "x", "next=y"]).status, 0);
    assert!(journal.read("requests/x.md").starts_with("\u{feff}---\n"));
    assert!(found(&journal, "no-front-matter").is_empty());
}

fn utf16(text: &str) -> Vec<u8> {
    [0xff, 0xfe].into_iter().chain(text.encode_utf16().flat_map(u16::to_le_bytes)).collect()
}

#[test]
fn e3_utf_16_and_utf_32_are_named_and_never_rewritten() {
    let utf32: Vec<u8> = [0xff, 0xfe, 0, 0].into_iter().chain(entry("").chars().flat_map(|c| u32::from(c).to_le_bytes())).collect();
    assert_eq!(told(utf16(&entry("")), "not-utf8"), ["1:1 line 1, byte 1 is 0xFF: not UTF-8; it looks like UTF-16"]);
    assert_eq!(told(&utf32, "not-utf8"), ["1:1 line 1, byte 1 is 0xFF: not UTF-8; it looks like UTF-32"]);
    is_left_out(utf16(&entry("")));
    let shown = beside_a_good_one(&utf16(&entry(""))).run(&["check"]);
    assert!(shown.out.contains("iconv -f UTF-16 -t UTF-8"), "{}", shown.out);
}

#[test]
fn e4_a_byte_that_is_not_utf_8_has_its_place() {
    let mut bytes = entry("").into_bytes();
    bytes.splice(40..40, [0xff]);
    assert_eq!(told(&bytes, "not-utf8"), ["3:18 line 3, byte 18 is 0xFF: not UTF-8"]);
    is_left_out(&bytes);
}

#[test]
fn e5_nul_bytes_are_named() {
    assert_eq!(told([0; 300], "no-front-matter"), ["1:1 the file holds only NUL bytes: damaged, perhaps by a crash"]);
    let journal = beside_a_good_one(&[0; 300]);
    assert!(journal.run(&["check"]).out.contains("git log"), "where an older text is");
    assert_eq!(told(format!("{}a\0b\n", entry("")), "control-character"), ["11:2 the control character \\u{0}"]);
}

#[test]
fn e6_big5_is_guessed() {
    // 許功蓋: their second bytes are those of a backslash and the like.
    let bytes = [entry("").as_bytes(), b"\xb3\x5c\xa5\x5c\xbb\x5c \xb1\x7a\xa6\x6e \xbd\xd0\xb0\xdd\n"].concat();
    let found = told(&bytes, "not-utf8");
    assert!(found.len() == 1 && found[0].starts_with("11:1 line 11, byte 1 is 0xB3") && found[0].ends_with("Big5"), "{found:?}");
    is_left_out(&bytes);
}

#[test]
fn e7_odd_separators_end_no_line() {
    let text = entry("summary: \"a\u{2028}b\u{85}c\"\nsent: 2026-13-01\n");
    assert_eq!(told(text, "invalid-date"), ["7:7 `sent` is `2026-13-01`: no calendar has that day"]);
}
