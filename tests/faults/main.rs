//! What the program does when the machine fails it: each of its system calls fails, it is killed at each of them, the disk
//! is full, an editor saves in the worst moment. The program is the one that is given away; strace makes its calls fail.
//! `tests/all faults` runs this.

#[path = "../program.rs"]
#[allow(dead_code)]
mod program;
#[path = "../race.rs"]
mod race;

mod case;
mod crowd;
mod each_call;
mod editor;
mod full_disk;
mod killed;
mod save;
mod strace;
