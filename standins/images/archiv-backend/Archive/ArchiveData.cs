namespace Archiv.Backend.Archive;
internal sealed record ArchiveData();
