//! From a save to the page that shows it, while a program serves the site.

use std::cell::Cell;
use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use crate::measure::Run;

const PATIENCE: Duration = Duration::from_secs(120);

/// A program that serves, and the file and the page of the entry that is changed.
pub(crate) struct Server {
    child: Child,
    port: u16,
    file: PathBuf,
    page: String,
    before: String,
    saves: Cell<usize>,
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = fs::write(&self.file, &self.before);
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Server {
    /// Starts `asklog serve`, which says where.
    pub(crate) fn asklog(mut command: Command, file: &Path, page: &str) -> Result<Server, String> {
        let mut child =
            command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::piped()).spawn().map_err(|error| error.to_string())?;
        let mut said = BufReader::new(child.stderr.take().ok_or("no output")?).lines().map_while(Result::ok);
        let port = said.find_map(|line| line.split("http://127.0.0.1:").nth(1)?.split('/').next()?.parse().ok());
        std::thread::spawn(move || said.for_each(drop));
        Server {
            child,
            port: port.ok_or("it said no address")?,
            file: file.to_path_buf(),
            page: address(page),
            before: text(file),
            saves: Cell::new(0),
        }
        .ready()
    }

    /// Starts `hugo server` on a port that is free.
    pub(crate) fn hugo(mut command: Command, file: &Path, page: &str) -> Result<Server, String> {
        let free = TcpListener::bind("127.0.0.1:0").and_then(|listener| listener.local_addr()).map_err(|error| error.to_string())?;
        command.args(["--port", &free.port().to_string()]).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        let child = command.spawn().map_err(|error| error.to_string())?;
        Server { child, port: free.port(), file: file.to_path_buf(), page: address(page), before: text(file), saves: Cell::new(0) }.ready()
    }

    /// Waits until it answers with the page.
    fn ready(self) -> Result<Server, String> {
        let start = Instant::now();
        while !self.shows("<html") {
            if start.elapsed() > PATIENCE {
                return Err(format!("{} is not served", self.page));
            }
            std::thread::sleep(Duration::from_millis(50));
        }
        Ok(self)
    }

    /// Saves the file with a sentence more, and waits until the page has it.
    ///
    /// # Errors
    /// When it never has.
    pub(crate) fn save(&self) -> Result<Run, String> {
        let mark = format!("This is save {}.", self.saves.replace(self.saves.get() + 1));
        let start = Instant::now();
        fs::write(&self.file, format!("{}\n\n{mark}\n", self.before)).expect("written");
        while !self.shows(&mark) {
            if start.elapsed() > PATIENCE {
                return Err(format!("{} does not change", self.page));
            }
            std::thread::sleep(Duration::from_millis(2));
        }
        Ok(Run { wall: start.elapsed().as_secs_f64(), cpu: f64::NAN, peak: f64::NAN })
    }

    fn shows(&self, words: &str) -> bool {
        self.get().is_ok_and(|answer| String::from_utf8_lossy(&answer).contains(words))
    }

    fn get(&self) -> std::io::Result<Vec<u8>> {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port))?;
        write!(stream, "GET /{} HTTP/1.1\r\nHost: 127.0.0.1:{}\r\nConnection: close\r\n\r\n", self.page, self.port)?;
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer)?;
        Ok(answer)
    }
}

fn text(file: &Path) -> String {
    fs::read_to_string(file).expect("readable")
}

/// A path as an address has it.
fn address(path: &str) -> String {
    let encoded = |byte: u8| if byte.is_ascii() { char::from(byte).to_string() } else { format!("%{byte:02X}") };
    path.bytes().map(encoded).collect()
}
