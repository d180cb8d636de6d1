//! The words of a command line as a shell hands them over: quoted, escaped, half typed.

use std::ffi::{OsStr, OsString};

/// The words as the command would get them: shells hand them over as they were typed, quotes and all; bash takes the quotes of
/// the last one off by itself, but not its backslashes.
pub(super) fn typed(args: &[OsString], shell: &OsStr, asked_index: &str) -> Vec<OsString> {
    let first = args.iter().position(|arg| arg == "--").map_or(args.len(), |at| at + 1);
    let asked = std::env::var(asked_index).ok().and_then(|index| index.parse::<usize>().ok());
    let done = (shell == "bash").then(|| asked.map(|index| first + index)).flatten();
    let home = std::env::var("HOME").ok();
    let word = |(at, arg): (usize, &OsString)| match arg.to_str() {
        Some(text) if at >= first && (Some(at) != done || text.contains('\\') && !text.contains(['\'', '"', '~'])) => {
            unquoted(text, home.as_deref()).into()
        }
        _ => arg.clone(),
    };
    args.iter().enumerate().map(word).collect()
}

/// A word of a shell without its quotes, which need not be closed yet, and with the home folder for `~/`.
fn unquoted(word: &str, home: Option<&str>) -> String {
    let mut out = String::with_capacity(word.len());
    let rest = match (word.strip_prefix("~/"), home) {
        (Some(rest), Some(home)) => {
            out.push_str(home);
            out.push('/');
            rest
        }
        _ => word,
    };
    let mut quote = None;
    let mut chars = rest.chars();
    while let Some(c) = chars.next() {
        match (quote, c) {
            (None, '\'' | '"') => quote = Some(c),
            (Some(mark), _) if c == mark => quote = None,
            (None, '\\') => out.extend(chars.next()),
            (Some('"'), '\\') => match chars.next() {
                Some(next @ ('"' | '\\' | '$' | '`')) => out.push(next),
                next => out.extend(Some('\\').into_iter().chain(next)),
            },
            _ => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::unquoted;

    #[test]
    fn takes_off_what_a_shell_would() {
        for (word, meant) in [
            ("plain", "plain"),
            ("my\\ letter", "my letter"),
            ("'it", "it"),
            ("'it'\\''s $HOME'", "it's $HOME"),
            ("\"my \\\"x\\\" \\y", "my \"x\" \\y"),
            ("~/journal", "/home/a/journal"),
            ("'~/journal", "~/journal"),
            ("林\\", "林"),
        ] {
            assert_eq!(unquoted(word, Some("/home/a")), meant, "{word}");
        }
    }
}
