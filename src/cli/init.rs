//! `asklog init`: makes a journal. Never overwrites; run again, it adds what is missing.

use std::path::{Component, Path, PathBuf};

use super::{Exit, Globals, Outcome, open};
use crate::calendar::Zone;
use crate::disk::{self, SETTINGS};
use crate::error::{Error, Result};
use crate::git::{self, Absent, Hook};
use crate::journal::{STARTERS, yaml_scalar};
use crate::labels::{Labels, Lang, Text, Value, text};
use crate::terminal::{self, ask_number, ask_text, ask_whether, is_interactive};

#[derive(clap::Args)]
pub(super) struct Args {
    /// Where; the current folder unless told.
    #[arg(value_name = "DIR")]
    folder: Option<PathBuf>,
    /// Your name, as your messages sign it.
    #[arg(long)]
    name: Option<String>,
    /// Letters a week that you aim for.
    #[arg(long, value_name = "N")]
    letters: Option<u32>,
    /// No git repository.
    #[arg(long)]
    bare: bool,
    /// Commit the entries after every command that writes: `git: {save: auto}`.
    #[arg(long)]
    auto_save: bool,
    /// Check what is about to be committed: a pre-commit hook.
    #[arg(long, conflicts_with = "bare")]
    hook: bool,
    /// No `.vscode/tasks.json`.
    #[arg(long)]
    no_vscode: bool,
    /// Never ask.
    #[arg(long)]
    no_input: bool,
}

pub(super) fn run(globals: &Globals, args: &Args) -> Outcome {
    let dir = match &args.folder {
        // `..` is no part of a name: what stands above it is another folder.
        Some(dir) if dir.components().any(|part| part == Component::ParentDir) => disk::real(&open::start(globals)?.join(dir)),
        Some(dir) => open::start(globals)?.join(dir).components().collect(),
        None => open::start(globals)?,
    };
    let lang = globals.lang.unwrap_or_else(open::locale);
    let labels = Labels::of(lang);
    refuse_nested(&dir)?;
    let is_new = disk::read_if_there(&dir.join(SETTINGS))?.is_none();
    let answers = if is_new { answers(args, &labels)? } else { Answers { hook: args.hook, ..Answers::default() } };
    let say = |remark: Text| {
        if !globals.quiet {
            terminal::say(&remark.say(&labels));
        }
    };
    let mut made = 0;
    let written = write(&files(lang, &answers, args, &dir), &dir, &mut made);
    if written.is_err() && made > 0 {
        say(text!("init.halfway", count = made, path = dir.display()));
    }
    written?;
    say(if made == 0 { text!("init.nothing", path = dir.display()) } else { text!("init.done", count = made, path = dir.display()) });
    if !is_new && (args.auto_save || args.name.is_some() || args.letters.is_some()) {
        let settings = dir.join(SETTINGS);
        say(text!("init.settings-stand", path = settings.display(); lines => Value::list(wished(args))));
    }
    if !args.bare {
        repository(&dir, answers.hook, &say)?;
    }
    say(text!("init.public"));
    say(text!("init.next", dir = shown_dir(args.folder.as_deref())));
    Ok(Exit::Done)
}

/// The lines of the settings that say what the command line asks for.
fn wished(args: &Args) -> Vec<String> {
    let name = args.name.as_ref().map(|name| format!("`name: {}`", yaml_scalar(name)));
    let letters = args.letters.map(|letters| format!("`goal: {{requests_per_week: {letters}}}`"));
    let save = args.auto_save.then(|| "`git: {save: auto}`".to_owned());
    [name, letters, save].into_iter().flatten().collect()
}

/// Makes what is not there, and counts it in `made`.
fn write(files: &[(String, String)], dir: &Path, made: &mut usize) -> Result<()> {
    disk::make_folder(&dir.join("requests"))?;
    for (path, contents) in files {
        *made += usize::from(disk::create(&dir.join(path), contents.as_bytes())?);
    }
    Ok(())
}

/// A journal inside another one would be read by neither.
fn refuse_nested(dir: &Path) -> Result<()> {
    match dir.parent().map_or(Ok(None), disk::journal_root)? {
        Some(outer) => Err(Error::new(text!("init.nested", path = outer.display())).help(text!("init.nested.help"))),
        None => Ok(()),
    }
}

/// What the person wants of a new journal.
#[derive(Default)]
struct Answers {
    name: Option<String>,
    letters: Option<u32>,
    auto_save: bool,
    hook: bool,
}

fn answers(args: &Args, labels: &Labels) -> Result<Answers> {
    let asks = !args.no_input && is_interactive();
    let name = match &args.name {
        None if asks => ask_text(&text!("init.ask-name").say(labels), None, false, labels)?,
        name => name.clone(),
    };
    let letters = match args.letters {
        None if asks => ask_number(&text!("init.ask-letters").say(labels), 5, labels)?,
        letters => letters,
    };
    let asks_git = asks && !args.bare;
    let yes = |question: &Text| ask_whether(&question.say(labels), labels);
    let auto_save = args.auto_save || asks_git && yes(&text!("init.ask-auto-save"))?;
    let hook = args.hook || asks_git && yes(&text!("init.ask-hook"))?;
    Ok(Answers { name, letters, auto_save, hook })
}

fn repository(dir: &Path, hook: bool, say: &impl Fn(Text)) -> Result<()> {
    let place = match git::place(dir) {
        Ok(place) => {
            say(text!("init.inside"));
            Ok(place)
        }
        Err(Absent::NoRepository) => {
            git::init(dir)?;
            say(text!("init.git"));
            git::place(dir)
        }
        Err(absent) => Err(absent),
    };
    let place = match place {
        Ok(place) => place,
        Err(Absent::NotInstalled) => {
            say(text!("init.no-git"));
            return Ok(());
        }
        Err(absent) => {
            say(absent.say());
            return Ok(());
        }
    };
    git::set_up(dir)?;
    if hook {
        say(match git::add_hook(dir, &place.prefix)? {
            Hook::Made(path) => text!("init.hook", path = path.display()),
            Hook::Stands(path) => text!("init.hook-stands", path = path.display()),
            Hook::Elsewhere(path, line) => text!("init.hook-elsewhere", path = path.display(), line = line),
        });
    }
    Ok(())
}

/// How one goes there first; nothing where one is there.
fn shown_dir(dir: Option<&Path>) -> String {
    let is_here = |dir: &Path| dir.components().all(|part| part == Component::CurDir);
    dir.filter(|dir| !is_here(dir)).map_or_else(String::new, |dir| format!("cd {} && ", dir.display()))
}

fn files(lang: Lang, answers: &Answers, args: &Args, dir: &Path) -> Vec<(String, String)> {
    let title = dir.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let mut files = vec![
        (SETTINGS.to_owned(), settings(lang, &title, answers)),
        (".gitignore".to_owned(), "/site/\n.asklog-*.tmp\n".to_owned()),
        (".gitattributes".to_owned(), "* text=auto\n*.md text diff=asklog\n".to_owned()),
        ("README.md".to_owned(), readme(lang).to_owned()),
    ];
    for starter in STARTERS.iter().filter(|starter| starter.lang == lang) {
        files.push((format!("templates/{}.md", starter.id), starter.source.to_owned()));
    }
    if !args.no_vscode {
        files.push((".vscode/tasks.json".to_owned(), include_str!("../../templates/init/tasks.json").to_owned()));
    }
    files
}

fn readme(lang: Lang) -> &'static str {
    match lang {
        Lang::ZhTw => include_str!("../../templates/init/README.zh-TW.md"),
        Lang::En => include_str!("../../templates/init/README.en.md"),
    }
}

fn settings(lang: Lang, title: &str, answers: &Answers) -> String {
    let name = answers.name.as_deref();
    let source = match lang {
        Lang::ZhTw => include_str!("../../templates/init/asklog.zh-TW.yaml"),
        Lang::En => include_str!("../../templates/init/asklog.en.yaml"),
    };
    let title = match name {
        Some(name) => text!("init.title", name = name).say(&Labels::of(lang)),
        None => title.to_owned(),
    };
    let zone = Zone::system_name().unwrap_or_else(|| "UTC".to_owned());
    source
        .replace("TITLE", &yaml_scalar(&title))
        .replace("NAME", &name.map(yaml_scalar).unwrap_or_default())
        .replace("LETTERS", &answers.letters.unwrap_or(5).to_string())
        .replace("ZONE", &zone)
        .replace("SAVE", if answers.auto_save { "auto" } else { "manual" })
        .replace("name: \n", "name:\n")
}
