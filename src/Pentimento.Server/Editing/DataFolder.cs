namespace Pentimento.Server.Editing;

/// <summary>Settings of the section <c>Data</c>.</summary>
public sealed class DataOptions
{
    /// <summary>Where keys, results and secrets are kept; empty takes the user's data folder and <c>/pentimento</c>.</summary>
    public string? Folder { get; set; }
}

/// <summary>The one folder that the server writes to. Everything in it is for the server's user alone: it holds secrets and people's pictures.</summary>
public sealed class DataFolder
{
    private const UnixFileMode OwnerOnlyFile = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode OwnerOnlyFolder = OwnerOnlyFile | UnixFileMode.UserExecute;

    /// <param name="folder">Need not exist yet; nothing is created before it is needed. Empty takes the user's data folder.</param>
    /// <exception cref="EditException">The user has no data folder and none was given.</exception>
    public DataFolder(string? folder)
    {
        Path = System.IO.Path.GetFullPath(string.IsNullOrWhiteSpace(folder) ? UserFolder() : folder);
    }

    /// <summary>Absolute.</summary>
    public string Path { get; }

    /// <summary>The path of a file directly in the folder, which is created first if it is missing.</summary>
    public string File(string name)
    {
        CreateFolder(Path);
        return System.IO.Path.Combine(Path, name);
    }

    /// <summary>The path of a folder in the folder; both are created if they are missing.</summary>
    public string Folder(string name)
    {
        CreateFolder(Path);
        var folder = System.IO.Path.Combine(Path, name);
        CreateFolder(folder);
        return folder;
    }

    /// <summary>Makes a folder if it is missing, for the server's user alone, and returns its path.</summary>
    public static string Make(string path)
    {
        CreateFolder(path);
        return path;
    }

    /// <summary>Creates a file that must not exist, readable by the server's user alone from its first moment.</summary>
    /// <exception cref="IOException">It exists, or cannot be written.</exception>
    public static FileStream CreateFile(string path)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, Share = FileShare.None };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = OwnerOnlyFile;
        }

        return new FileStream(path, options);
    }

    // A folder that someone made beforehand (a mounted volume, say) keeps the permissions they gave it.
    private static void CreateFolder(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(path);
        }
        else
        {
            Directory.CreateDirectory(path, OwnerOnlyFolder);
        }
    }

    private static string UserFolder()
    {
        // On Linux this is XDG_DATA_HOME, or ~/.local/share.
        var user = Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify);
        return user.Length > 0
            ? System.IO.Path.Combine(user, "pentimento")
            : throw new EditException(EditFailure.Unavailable, "This user has no home folder to keep data in: set Data__Folder to a folder that can be written.");
    }
}
