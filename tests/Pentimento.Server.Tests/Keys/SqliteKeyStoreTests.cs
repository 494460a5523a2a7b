using System.Text;
using Pentimento.Server.Editing;
using Pentimento.Server.Keys;

namespace Pentimento.Server.Tests.Keys;

public sealed class SqliteKeyStoreTests : KeyStoreContract
{
    private readonly List<KeyDatabase> _databases = [];
    private DataFolder? _data;

    private protected override IKeyStore Open(DataFolder folder)
    {
        _data = folder;
        return Another(folder);
    }

    public override void Dispose()
    {
        _databases.ForEach(d => d.Dispose());
        base.Dispose();
    }

    [Fact]
    public async Task The_first_start_makes_one_key_and_later_starts_none()
    {
        var first = await Store.EnsureFirstKeyAsync(Token);

        Assert.NotNull(await Store.FindAsync(first!.Secret, Token));
        Assert.Null(await Store.EnsureFirstKeyAsync(Token));
        await Store.RevokeAsync(first.Key.Id, Token);
        Assert.Null(await Store.EnsureFirstKeyAsync(Token));
    }

    [Fact]
    public async Task Of_many_that_start_at_once_one_gets_the_first_key()
    {
        var folder = new TemporaryFolder();
        using (folder)
        {
            var stores = Enumerable.Range(0, 8).Select(_ => Another(folder.Data)).ToArray();
            var made = await Task.WhenAll(stores.Select(s => Task.Run(() => s.EnsureFirstKeyAsync(Token))));

            Assert.Single(made, k => k is not null);
            _databases.ForEach(d => d.Dispose());
        }
    }

    [Fact]
    public async Task Keys_outlive_the_program()
    {
        var created = await Store.CreateAsync("laptop", Time.GetUtcNow().AddDays(30), Token);
        _databases.ForEach(d => d.Dispose());

        Assert.Equal(created.Key, await Another(_data!).FindAsync(created.Secret, Token));
    }

    [Fact]
    public async Task A_key_revoked_by_another_process_is_refused_by_the_running_server()
    {
        var created = await Store.CreateAsync("laptop", null, Token);
        Assert.NotNull(await Store.FindAsync(created.Secret, Token));

        await Another(_data!).RevokeAsync(created.Key.Id, Token);

        Assert.Null(await Store.FindAsync(created.Secret, Token));
    }

    [Fact]
    public async Task No_file_holds_a_key_that_could_be_used()
    {
        var created = await Store.CreateAsync("laptop", null, Token);
        _databases.ForEach(d => d.Dispose());

        var secret = Encoding.UTF8.GetBytes(created.Secret[3..]);
        Assert.All(Directory.GetFiles(_data!.Path), f => Assert.Equal(-1, File.ReadAllBytes(f).AsSpan().IndexOf(secret)));
    }

    [Fact]
    public async Task The_data_folder_and_its_files_are_for_the_servers_user_alone()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Unix permissions");
        await Store.CreateAsync("laptop", null, Token);

        Assert.Equal("0700", Mode(_data!.Path));
        Assert.All(Directory.GetFiles(_data.Path), f => Assert.Equal("0600", Mode(f)));

        static string Mode(string path) => "0" + Convert.ToString(OperatingSystem.IsWindows() ? 0 : (int)File.GetUnixFileMode(path), 8);
    }

    [Fact]
    public async Task A_database_of_a_newer_program_is_left_alone()
    {
        await Store.CreateAsync("laptop", null, Token);
        _databases[0].Write("PRAGMA user_version = 99");

        var error = await Assert.ThrowsAsync<EditException>(() => Another(_data!).ListAsync(Token));

        Assert.Equal(EditFailure.Unavailable, error.Kind);
        Assert.Contains("newer", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_is_no_database_is_an_error_without_a_path_in_its_message()
    {
        await File.WriteAllTextAsync(_ = DataFile(), new string('x', 10_000), Token);

        var error = await Assert.ThrowsAsync<EditException>(() => Store.ListAsync(Token));

        Assert.Equal(EditFailure.Unavailable, error.Kind);
        Assert.DoesNotContain(_data!.Path, error.Message, StringComparison.Ordinal);

        string DataFile()
        {
            _ = Store;
            return _data!.File("keys.db");
        }
    }

    private SqliteKeyStore Another(DataFolder folder)
    {
        var database = new KeyDatabase(folder);
        _databases.Add(database);
        return new SqliteKeyStore(database, Time);
    }
}
