//! `asklog serve`: the site for one's own eyes on the loopback, live. Writes nothing.

mod answer;
mod moment;
mod past;

use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError, RwLock};
use std::time::Duration;

use super::open;
use super::{Exit, Globals, Outcome};
use crate::error::{Error, Result};
use crate::git;
use crate::labels::{Labels, text};
use crate::serve::{Answer, Changes, Watch, listen, run as answer_all};
use crate::terminal;
use moment::{Moment, Reader};
use past::SharedPast;

/// The port unless another is asked for.
const PORT: u16 = 8642;
/// What a journal consists of.
const WATCHED: [&str; 4] = ["asklog.yaml", "requests", "templates", "theme"];
/// How often the clock is looked at: a day begins, a fact of later comes true.
const TICK: Duration = Duration::from_secs(1);

#[derive(clap::Args)]
pub(super) struct Args {
    /// The port; 0 takes any free one.
    #[arg(long, value_name = "PORT")]
    port: Option<u16>,
    /// Open it in the browser.
    #[arg(long)]
    open: bool,
}

/// What is served, and what it takes to read it again.
struct Served {
    globals: Globals,
    labels: Labels,
    changes: Arc<Changes>,
    reader: Mutex<Reader>,
    now: RwLock<Shown>,
    past: SharedPast,
    /// Held by the one who asks git.
    asking: Mutex<()>,
}

/// What is shown, and the number of its reading: what was read later is never followed by what was read before.
#[derive(Clone)]
struct Shown {
    number: u64,
    moment: Arc<Result<Moment>>,
}

pub(super) fn run(globals: &Globals, args: &Args) -> Outcome {
    let opened = open::open(globals)?;
    let root = opened.root.clone();
    // Before the journal is read for the pages: what is saved meanwhile is told afterwards.
    let watch = Watch::of(&root, &WATCHED).map_err(|cause| Error::new(text!("serve.watch", path = root.display(); cause => cause)))?;
    let labels = opened.labels;
    // Without a wish, the usual port, or any where that one is taken: a second journal is open.
    let (listener, port) = match args.port {
        Some(port) => listen(port),
        None => listen(PORT).or_else(|_| listen(0)),
    }
    .map_err(|error| {
        Error::new(text!("serve.port", port = args.port.unwrap_or(PORT); cause => crate::error::cause(&error)))
            .help(text!("serve.port.help"))
    })?;
    let address = format!("http://127.0.0.1:{port}/");
    opened.say(&text!("serve.at", address = address));
    opened.say_left_out();
    // Two journals never stand beside each other.
    drop(opened);
    let (mut reader, past) = (Reader::default(), SharedPast::default());
    let first = reader.read(globals, &past);
    let served = Arc::new(Served {
        globals: globals.clone(),
        labels,
        changes: Arc::new(Changes::default()),
        reader: Mutex::new(reader),
        now: RwLock::new(Shown { number: 0, moment: Arc::new(first) }),
        past,
        asking: Mutex::default(),
    });
    let (reading, showing) = (Arc::clone(&served), Arc::clone(&served));
    watch.each(move || reading.read(), move |now| showing.show(now));
    served.follow_git(&root);
    served.follow_the_clock();
    if args.open && !terminal::open_page(Path::new(&address)) {
        terminal::say(&text!("build.cannot-open", path = address).say(&labels));
    }
    let changes = Arc::clone(&served.changes);
    answer_all(&listener, port, &changes, move |path| served.answer(path), version);
    Ok(Exit::Done)
}

/// The name of what is shown after so many changes; another process has other names.
fn version(count: u64) -> String {
    format!("{}-{count}", std::process::id())
}

impl Served {
    fn moment(&self) -> Arc<Result<Moment>> {
        Arc::clone(&self.now.read().unwrap_or_else(PoisonError::into_inner).moment)
    }

    /// Reads what changed.
    fn read(&self) -> Shown {
        let mut reader = self.reader.lock().unwrap_or_else(PoisonError::into_inner);
        let moment = Arc::new(reader.read(&self.globals, &self.past));
        Shown { number: reader.count, moment }
    }

    /// Shows what was read, and tells the open pages.
    fn show(&self, next: Shown) {
        let mut now = self.now.write().unwrap_or_else(PoisonError::into_inner);
        if now.number > next.number {
            return;
        }
        let is_same = matches!((&*now.moment, &*next.moment), (Ok(before), Ok(next)) if before.is_same(next));
        let before = std::mem::replace(&mut *now, next);
        drop(now);
        // An editor's own files come and go beside an entry, and a file may be saved as it was.
        if !is_same {
            self.changes.tell();
        }
        // A large journal takes a while to be given back: the open pages do not wait for it.
        drop(before);
    }

    /// Reads the past again where the newest commit or the entries are others than before, and tells where it is
    /// another past.
    fn renew_past(&self) {
        let _one_at_a_time = self.asking.lock().unwrap_or_else(PoisonError::into_inner);
        let Ok(moment) = &*self.moment() else { return };
        let before = self.past.now();
        let Some(next) = before.next(&moment.open) else { return };
        let is_other = next.is_other(&before);
        self.past.set(next);
        if is_other {
            self.changes.tell();
        }
    }

    /// Keeps the past true: beside the answers, after each change of the journal and after each commit.
    fn follow_git(self: &Arc<Self>, root: &Path) {
        let served = Arc::clone(self);
        std::thread::spawn(move || {
            let mut seen = served.changes.count();
            loop {
                served.renew_past();
                seen = served.changes.wait(seen, Duration::MAX);
            }
        });
        // Where git keeps no log of its commits they are seen with the next save.
        if let Some(watch) = git::log_of_head(root).and_then(|log| Watch::of(&log, &["HEAD"]).ok()) {
            let served = Arc::clone(self);
            watch.each(|| (), move |()| served.renew_past());
        }
    }

    /// Renews what is shown when a day begins or a fact of later comes true.
    fn follow_the_clock(self: &Arc<Self>) {
        let served = Arc::clone(self);
        std::thread::spawn(move || {
            loop {
                std::thread::sleep(TICK);
                let holds = match &*served.moment() {
                    Ok(moment) => {
                        let journal = &moment.open.journal;
                        open::now(&served.globals, journal.settings.zone).is_ok_and(|now| journal.holds_at(now))
                    }
                    Err(_) => true,
                };
                if !holds {
                    served.show(served.read());
                }
            }
        });
    }

    fn answer(&self, path: &str) -> Answer {
        // The version first: a page may be newer than it says, never older.
        let version = version(self.changes.count());
        answer::answer(&self.moment(), path, &version, &self.labels)
    }
}
