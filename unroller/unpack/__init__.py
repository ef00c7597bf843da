"""Opens exports (ZIP, tar, folders, bare files) in a process of its own under limits; nothing is extracted by name."""
