//! The clipboard: the platform's program, else the terminal's own (OSC 52).

use std::io::{IsTerminal, Write};
use std::process::{Command, Stdio};

use crate::text::base64::base64;

/// Where a text went.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Copied {
    /// To the system's clipboard.
    Clipboard,
    /// To the terminal, which may put it on the clipboard.
    Terminal,
    /// Nowhere: there is neither.
    Nowhere,
}

/// Longer texts are more than terminals take by OSC 52.
const TERMINAL_LIMIT: usize = 50_000;

/// Puts a text on the clipboard.
pub(crate) fn copy(text: &str) -> Copied {
    if programs().iter().any(|(program, arguments)| give(program, arguments, text)) {
        return Copied::Clipboard;
    }
    if text.len() <= TERMINAL_LIMIT && std::io::stderr().is_terminal() {
        let sequence = format!("\x1b]52;c;{}\x07", base64(text.as_bytes()));
        let mut terminal = std::io::stderr().lock();
        if terminal.write_all(sequence.as_bytes()).and_then(|()| terminal.flush()).is_ok() {
            return Copied::Terminal;
        }
    }
    Copied::Nowhere
}

/// The programs that can be there, by the system and its session.
fn programs() -> Vec<(&'static str, &'static [&'static str])> {
    let set = |name: &str| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    let mut programs: Vec<(&str, &[&str])> = Vec::new();
    if cfg!(target_os = "macos") {
        programs.push(("pbcopy", &[]));
    }
    if cfg!(windows) || set("WSL_DISTRO_NAME") {
        programs.push(("clip.exe", &[]));
    }
    if set("TERMUX_VERSION") {
        programs.push(("termux-clipboard-set", &[]));
    }
    if set("WAYLAND_DISPLAY") {
        programs.push(("wl-copy", &[]));
    }
    if set("DISPLAY") {
        programs.push(("xclip", &["-selection", "clipboard"]));
        programs.push(("xsel", &["--clipboard", "--input"]));
    }
    programs
}

/// Starts a program with the text as its input; `true` when it took it.
fn give(program: &str, arguments: &[&str], text: &str) -> bool {
    let started = Command::new(program).args(arguments).stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::null()).spawn();
    let Ok(mut child) = started else { return false };
    // Windows' program reads UTF-16 where a mark says so, else the system's old code page.
    let bytes = if program == "clip.exe" { utf16(text) } else { text.as_bytes().to_vec() };
    let written = child.stdin.take().is_some_and(|mut input| input.write_all(&bytes).is_ok());
    child.wait().is_ok_and(|status| status.success()) && written
}

fn utf16(text: &str) -> Vec<u8> {
    std::iter::once(0xFEFF).chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect()
}
