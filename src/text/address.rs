//! Paths as they stand in an address.

/// A path with everything but letters, digits and `-._~/` as `%XX`.
pub(crate) fn percent_encode(path: &str) -> String {
    const DIGITS: &[u8; 16] = b"0123456789ABCDEF";
    let digit = |number: u8| char::from(DIGITS[usize::from(number)]);
    let mut encoded = String::with_capacity(path.len() * 2);
    for byte in path.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => encoded.push(char::from(byte)),
            byte => encoded.extend(['%', digit(byte >> 4), digit(byte & 0xf)]),
        }
    }
    encoded
}

/// An address with what no address holds raw (quotes, angle brackets, blanks, controls) as `%XX`.
pub(crate) fn tidy_address(address: &str) -> String {
    let mut tidy = String::with_capacity(address.len());
    for c in address.chars() {
        if c.is_control() || c == ' ' || "\"<>`{}|^\\".contains(c) {
            tidy.push_str(&percent_encode(&c.to_string()));
        } else {
            tidy.push(c);
        }
    }
    tidy
}

/// An address with `%XX` as the bytes they mean; what is no UTF-8 then stays as it is.
pub(crate) fn percent_decode(address: &str) -> String {
    if !address.contains('%') {
        return address.to_owned();
    }
    let bytes = address.as_bytes();
    let mut decoded = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        let hex = address.get(at + 1..at + 3).filter(|_| bytes[at] == b'%').and_then(|hex| u8::from_str_radix(hex, 16).ok());
        decoded.push(hex.unwrap_or(bytes[at]));
        at += if hex.is_some() { 3 } else { 1 };
    }
    String::from_utf8(decoded).unwrap_or_else(|_| address.to_owned())
}
