//! Paths as they stand in an address.

/// A path with everything but letters, digits and `-._~/` as `%XX`.
pub(crate) fn percent_encode(path: &str) -> String {
    let mut encoded = String::with_capacity(path.len());
    for byte in path.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => encoded.push(char::from(byte)),
            byte => encoded.push_str(&format!("%{byte:02X}")),
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
