//! The only place that writes to standard output and error. Data goes to output, everything else to
//! error; a closed pipe ends quietly.

use std::io::{IsTerminal, Write};
use std::sync::OnceLock;

use crate::labels::{Labels, Lang, text};

/// Finds the language to speak in.
type FindLabels = Box<dyn Fn() -> Labels + Send + Sync>;

/// Asked only where the output itself fails.
static LABELS: OnceLock<FindLabels> = OnceLock::new();

/// When to colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum ColorChoice {
    /// On a terminal without `NO_COLOR`.
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

/// Sets the choice for both streams.
pub(crate) fn set_color(choice: ColorChoice) {
    let choice = match choice {
        ColorChoice::Auto => anstream::ColorChoice::Auto,
        ColorChoice::Always => anstream::ColorChoice::Always,
        ColorChoice::Never => anstream::ColorChoice::Never,
    };
    choice.write_global();
}

/// How to find the language in which a failure to write is told.
pub(crate) fn set_labels(find: impl Fn() -> Labels + Send + Sync + 'static) {
    let _ = LABELS.set(Box::new(find));
}

/// Writes text to standard output, as it is but for colours that the stream does not take.
pub(crate) fn print(text: &str) {
    // Looking for colours takes as long as making the text; pages of JSON have none.
    if text.bytes().all(|byte| byte.is_ascii_whitespace() || !byte.is_ascii_control()) {
        return print_raw(text.as_bytes());
    }
    let out = anstream::stdout();
    match without_colors(text).filter(|_| out.current_choice() == anstream::ColorChoice::Never) {
        Some(plain) => print_raw(plain.as_bytes()),
        None => finish(out.lock().write_all(text.as_bytes())),
    }
}

/// As [`print()`], of what comes in pieces: only so much of it is held at a time.
pub(crate) fn print_all(pieces: impl Iterator<Item = String>) {
    const HELD: usize = 1 << 16;
    let mut text = String::with_capacity(HELD);
    for piece in pieces {
        text.push_str(&piece);
        if text.len() >= HELD {
            print(&text);
            text.clear();
        }
    }
    print(&text);
}

/// Whether standard output takes colours.
pub(crate) fn shows_colors() -> bool {
    anstream::stdout().current_choice() != anstream::ColorChoice::Never
}

/// The text without our colours; `None` where other control characters stand in it, which are anstream's to judge.
fn without_colors(text: &str) -> Option<String> {
    let mut parts = text.split('\u{1b}');
    let mut plain = String::with_capacity(text.len());
    plain.push_str(parts.next()?);
    for part in parts {
        let (numbers, shown) = part.strip_prefix('[')?.split_once('m')?;
        if !numbers.bytes().all(|byte| byte.is_ascii_digit() || byte == b';') {
            return None;
        }
        plain.push_str(shown);
    }
    plain.bytes().all(|byte| byte.is_ascii_whitespace() || !byte.is_ascii_control()).then_some(plain)
}

/// Writes bytes to standard output untouched.
pub(crate) fn print_raw(bytes: &[u8]) {
    let mut out = std::io::stdout().lock();
    finish(out.write_all(bytes).and_then(|()| out.flush()));
}

/// Writes the path of a file that was just written. Where output fails, the file stands all the same, and that is said.
pub(crate) fn print_written(path: &str) {
    let mut out = std::io::stdout().lock();
    let printed = out.write_all(path.as_bytes()).and_then(|()| out.write_all(b"\n")).and_then(|()| out.flush());
    if printed.as_ref().is_err_and(|error| error.kind() != std::io::ErrorKind::BrokenPipe) {
        say(&text!("output-failed.written", path = path).say(&labels()));
    }
    finish(printed);
}

/// Whether a person sees standard output.
#[cfg(feature = "xlsx")]
pub(crate) fn shows_output() -> bool {
    std::io::stdout().is_terminal()
}

/// Writes a line to standard error.
pub(crate) fn say(text: &str) {
    let mut line = text.to_owned();
    line.push('\n');
    let _ = anstream::stderr().lock().write_all(line.as_bytes());
}

/// Shows how far a long command has come, in one line that the next remark takes away; only where a person sees it.
pub(crate) fn progress(text: &str) {
    let err = std::io::stderr();
    if err.is_terminal() {
        let _ = write!(err.lock(), "\r\u{1b}[K{}", crate::text::control::one_line(text));
    }
}

fn labels() -> Labels {
    LABELS.get().map_or_else(|| Labels::of(Lang::En), |labels| labels())
}

/// A reader that has gone (`| head`) has read enough.
#[allow(clippy::exit)]
fn finish(written: std::io::Result<()>) {
    if let Err(error) = written {
        if error.kind() == std::io::ErrorKind::BrokenPipe {
            std::process::exit(0);
        }
        say(&text!("output-failed"; cause => crate::error::cause(&error)).say(&labels()));
        std::process::exit(2);
    }
}
