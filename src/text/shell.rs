//! Words as they are typed into a shell.

/// A word in single quotes, where a shell would take it apart or change it otherwise.
pub(crate) fn quoted(word: &str) -> String {
    let is_plain = |c: char| c.is_alphanumeric() || "-_=.,:/@%+，。、：；（）「」？！".contains(c);
    match !word.is_empty() && word.chars().all(is_plain) {
        true => word.to_owned(),
        false => format!("'{}'", word.replace('\'', "'\\''")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quotes_what_a_shell_would_change() {
        for (word, typed) in [
            ("next=問題二選一", "next=問題二選一"),
            ("sent=2026-04-08T09:30+08:00", "sent=2026-04-08T09:30+08:00"),
            ("next=", "next="),
            ("summary=請教 GA4", "'summary=請教 GA4'"),
            ("next=it's $5", "'next=it'\\''s $5'"),
            ("", "''"),
        ] {
            assert_eq!(quoted(word), typed);
        }
    }
}
