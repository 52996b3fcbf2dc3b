namespace Archiv.Tests.Support.Stacks;

/// <summary>The file by which an operator names another model to the application while it runs. It must lie on this machine, as the engine's mounts do.</summary>
/// <param name="path">Absolute path.</param>
public sealed class ModelFile(string path)
{
    /// <summary>What it holds; null where there is none.</summary>
    public string? Read() => File.Exists(path) ? File.ReadAllText(path) : null;

    /// <summary>Replaces it, as a whole or not at all; null removes it.</summary>
    /// <param name="model">Full name of a model with its tag.</param>
    public void Write(string? model)
    {
        if (model is null)
        {
            File.Delete(path);
            return;
        }

        var draft = path + ".new";
        File.WriteAllText(draft, model);
        if (!OperatingSystem.IsWindows())
        {
            // The application runs as another user.
            File.SetUnixFileMode(draft, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead);
        }

        File.Move(draft, path, overwrite: true);
    }
}
