namespace Pentimento.Server.Tests.Api;

/// <summary>Where the project's files are.</summary>
internal static class Repository
{
    public static string Root { get; } = Find();

    private static string Find()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "Pentimento.slnx")))
        {
            folder = folder.Parent;
        }

        return folder.FullName;
    }
}
