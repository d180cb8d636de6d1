//! `asklog build`: renders the site, and replaces only what an earlier build made.

use std::mem::ManuallyDrop;
use std::path::{Path, PathBuf};

use super::alike::Alike;
use super::filters::FilterArgs;
use super::one_file::{self, Wish};
use super::open::{self, Files, Open};
use super::out::{self, Last};
use super::pages::Way;
use super::render::{self, Keep, Rendered, SitePages};
use super::{Exit, Globals, Outcome, theme, unchanged};
use crate::disk::{self, Lock, Stage};
use crate::error::{Error, Result};
use crate::git;
use crate::labels::text;
use crate::site::{self, Found, MARKER, Output};
use crate::terminal;

#[derive(clap::Args)]
pub(super) struct Args {
    /// Where the site goes; `site` in the journal unless told.
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
    /// Replace pages that were changed by hand.
    #[arg(long)]
    force: bool,
    /// In place of a site one page without script, for somebody else's phone: this file, or - for the screen.
    #[arg(long, value_name = "FILE", conflicts_with = "out")]
    one_file: Option<PathBuf>,
    /// Whose eyes it is for: full (your own), shared (unless the settings say otherwise) or totals.
    #[arg(long, value_name = "VIEW")]
    privacy: Option<String>,
    /// Open it in the browser.
    #[arg(long)]
    open: bool,
    /// Refuse when an entry cannot be read.
    #[arg(long)]
    strict: bool,
    #[command(flatten)]
    filters: FilterArgs,
}

pub(super) fn run(globals: &Globals, args: &Args) -> Outcome {
    let files = open::files(globals)?;
    let (root, now) = (files.root.clone(), files.now);
    let out = match &args.out {
        Some(out) => std::path::absolute(out).map_err(|error| Error::io(out, &error))?,
        None => root.join("site"),
    };
    let privacy = render::privacy(&files.settings, args.privacy.as_deref())?;
    let filter = args.filters.read(now)?;
    if let Some(file) = &args.one_file {
        let open = opened(files, args.strict)?;
        return one_file::build(&open, file, privacy, &filter, &Wish { force: args.force, open: args.open });
    }
    refuse_precious(&root, &out)?;
    // In this order: a build beside this one writes its marker first.
    let is_empty = disk::is_empty_folder(&out)?;
    let last = Last::of(&out)?;
    let inputs = unchanged::inputs(&files, privacy, &filter);
    if let Some((said, count)) = unchanged::said(inputs.as_ref(), now, &last) {
        let open = files.without_entries();
        open.say(&text!("build.done", path = out.display(), written = 0, same = count));
        open.say_plain(said);
        theme::strangers(&root).iter().for_each(|strange| open.say(strange));
        return Ok(show(&open, &out, args.open));
    }
    let open = opened(files, args.strict)?;
    let alike = inputs.as_ref().and_then(|inputs| Alike::of(inputs, &open.journal, &last));
    let shown_out = out.display().to_string();
    if last.marker.is_none() && !is_empty {
        return Err(site::not_ours(&shown_out));
    }
    let staged = |keep: Keep| -> Result<(Rendered<SitePages>, Stage, Lock, Found)> {
        let stage = Stage::of(&open.root, &out);
        let way = Way { last: &last, stage: &stage, all: keep == Keep::None };
        let rendered = render::site(&open, privacy, &filter, (&way, alike.as_ref()), keep)?;
        // One build writes at a time: two would mix their pages.
        let lock = Lock::take(&open.root)?;
        let found = Last::of(&out)?.found(&rendered.pages.pages)?;
        Ok((rendered, stage, lock, found))
    };
    let mut made = staged(Keep::Same)?;
    if !still_stand(&made.0.pages.pages, &made.3) {
        drop(made);
        made = staged(Keep::None)?;
    }
    let (Rendered { pages: SitePages { pages, parts, searched }, said }, stage, lock, found) = made;
    let mut plan = site::plan(&shown_out, &pages, &found, args.force)?;
    plan.after.parts = parts;
    plan.after.whole = unchanged::whole(&open, inputs.as_ref(), &said);
    match plan.after.whole {
        Some(_) => plan.after.searched = searched,
        None => plan.after.files.values_mut().for_each(|made| made.origin = None),
    }
    let written = plan.write.len();
    out::write(&out, &pages, &stage, plan)?;
    drop((stage, lock));
    // Told once, at the first build: a site that git keeps would be published with the journal.
    if found.marker.is_none() && out.starts_with(&open.root) && git::is_ignored(&open.root, &out.join(MARKER)) == Some(false) {
        open.say(&text!("build.ignore", path = disk::relative(&open.root, &out)));
    }
    open.say(&text!("build.done", path = out.display(), written = written, same = pages.len() - written));
    said.iter().for_each(|said| open.say(said));
    theme::strangers(&root).iter().for_each(|strange| open.say(strange));
    open.say_left_out();
    Ok(show(&open, &out, args.open))
}

/// Whether the pages that were not staged are there yet: another build or a hand may have come between.
fn still_stand(pages: &[Output], found: &Found) -> bool {
    let mut kept = pages.iter().filter(|page| page.staged.is_none());
    kept.all(|page| found.files.get(&page.path).is_some_and(|standing| standing.hash == page.made.hash))
}

/// The journal, where it can be built: what its settings say must be known, and every entry where that is asked for.
fn opened(files: Files, strict: bool) -> Result<ManuallyDrop<Open>> {
    let open = open::to_the_end(files.open());
    open.refuse_half_settings()?;
    if strict && !open.journal.unreadable.is_empty() {
        open.say_left_out();
        return Err(Error::new(text!("build.strict", count = open.journal.unreadable.len())));
    }
    Ok(open)
}

/// Opens the index in the browser, or says where it stands.
fn show(open: &Open, out: &Path, in_browser: bool) -> Exit {
    let index = out.join("index.html");
    if !in_browser {
        open.say(&text!("build.open", path = index.display()));
    } else if !terminal::open_page(&index) {
        open.say(&text!("build.cannot-open", path = index.display()));
    }
    Exit::Done
}

/// The journal itself, what is above it, its own folders, the home folder and the top are refused
/// whatever the flags.
fn refuse_precious(root: &Path, out: &Path) -> Result<()> {
    let real_root = disk::real(root);
    let real_out = disk::real(out);
    let within = |folder: &str| real_out.starts_with(real_root.join(folder));
    let is_home = std::env::home_dir().is_some_and(|home| disk::real(&home) == real_out);
    let never =
        real_root.starts_with(&real_out) || ["requests", "templates", "theme", ".git"].iter().any(|folder| within(folder)) || is_home;
    if never {
        return Err(Error::new(text!("build.never", path = out.display())).help(text!("build.never.help")));
    }
    Ok(())
}
