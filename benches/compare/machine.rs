//! What the figures were measured on, in words.

use std::fs;
use std::path::Path;
use std::process::Command;

use crate::peers::Peer;

/// The machine and the programs, as a list.
pub(crate) fn told(asklog: &Path, peers: &[Peer]) -> String {
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let processor = line("/proc/cpuinfo", "model name").unwrap_or_else(|| "an unnamed processor".to_owned());
    let kib = line("/proc/meminfo", "MemTotal").and_then(|size| size.split(' ').next()?.parse::<f64>().ok());
    let memory = kib.map_or_else(|| "unknown".to_owned(), |kib| format!("{:.0} GiB of", kib / 1024.0 / 1024.0));
    let output =
        |program: &Path| Command::new(program).arg("--version").output().ok().and_then(|output| String::from_utf8(output.stdout).ok());
    let asklog = output(asklog).unwrap_or_default();
    let rust = output(Path::new("rustc")).unwrap_or_default();
    let rust = rust.split(' ').nth(1).unwrap_or_default();
    let peers: Vec<String> = peers.iter().map(|peer| format!("{} {}", peer.name, peer.version)).collect();
    format!(
        "- {cores} cores ({processor}), {memory} memory, {}; all files in memory\n- {}, built by Rust {rust}\n- beside it: {}",
        std::env::consts::OS,
        asklog.trim(),
        peers.join(", ")
    )
}

/// What no figure of memory can be below: what this program held when it started the others.
pub(crate) fn floor() -> String {
    let peak = line("/proc/self/status", "VmHWM").unwrap_or_else(|| "an unknown amount".to_owned());
    format!("\nMemory below {peak} cannot be seen: so much the measuring program held itself.")
}

/// What stands behind a key in a file of the system.
fn line(file: &str, key: &str) -> Option<String> {
    let text = fs::read_to_string(file).ok()?;
    let line = text.lines().find(|line| line.starts_with(key))?;
    Some(line.split_once(':')?.1.trim().to_owned())
}
