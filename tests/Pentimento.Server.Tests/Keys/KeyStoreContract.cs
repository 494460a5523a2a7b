using Pentimento.Server.Editing;
using Pentimento.Server.Keys;

namespace Pentimento.Server.Tests.Keys;

/// <summary>What every key store keeps to; one subclass an implementation.</summary>
public abstract class KeyStoreContract : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly Lazy<IKeyStore> _store;

    protected KeyStoreContract() => _store = new(() => Open(_folder.Data));

    protected ManualTime Time { get; } = new();

    private protected IKeyStore Store => _store.Value;

    protected static CancellationToken Token => TestContext.Current.CancellationToken;

    private protected abstract IKeyStore Open(DataFolder folder);

    public virtual void Dispose()
    {
        _folder.Dispose();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task A_created_key_is_found_by_its_secret()
    {
        var created = await Store.CreateAsync("laptop", null, Token);

        var found = await Store.FindAsync(created.Secret, Token);

        Assert.Equal(created.Key, found);
        Assert.Equal("laptop", found!.Name);
        Assert.Equal(Time.GetUtcNow(), found.Created);
    }

    [Fact]
    public async Task A_key_begins_with_sk_and_no_two_are_alike()
    {
        var keys = new List<CreatedKey>();
        for (var i = 0; i < 20; i++)
        {
            keys.Add(await Store.CreateAsync("same name", null, Token));
        }

        Assert.All(keys, k => Assert.Matches("^sk-[0-9A-Za-z]{43}$", k.Secret));
        Assert.Equal(20, keys.DistinctBy(k => k.Secret).Count());
        Assert.Equal(20, keys.DistinctBy(k => k.Key.Id).Count());
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("sk-")]
    [InlineData("wrong")]
    [InlineData("' OR 1=1 --")]
    [InlineData("ключ\0")]
    public async Task What_is_no_key_is_not_found(string presented)
    {
        await Store.CreateAsync("some key", null, Token);

        Assert.Null(await Store.FindAsync(presented, Token));
        Assert.Null(await Store.FindAsync(new string('x', 1_000_000), Token));
    }

    [Fact]
    public async Task A_key_with_one_character_changed_added_or_missing_is_not_found()
    {
        var secret = (await Store.CreateAsync("some key", null, Token)).Secret;

        Assert.Null(await Store.FindAsync(secret[..^1], Token));
        Assert.Null(await Store.FindAsync(secret + "0", Token));
        Assert.Null(await Store.FindAsync(secret[..^1] + (secret[^1] == 'a' ? 'b' : 'a'), Token));
        Assert.Null(await Store.FindAsync(secret.ToUpperInvariant(), Token));
    }

    [Fact]
    public async Task A_key_holds_until_the_moment_it_expires()
    {
        var created = await Store.CreateAsync("for an hour", Time.GetUtcNow().AddHours(1), Token);

        Time.Advance(TimeSpan.FromHours(1) - TimeSpan.FromMilliseconds(1));
        Assert.NotNull(await Store.FindAsync(created.Secret, Token));
        Time.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Null(await Store.FindAsync(created.Secret, Token));
    }

    [Fact]
    public async Task A_revoked_key_is_refused_at_once_and_stays_in_the_list()
    {
        var created = await Store.CreateAsync("lost", null, Token);
        Time.Advance(TimeSpan.FromDays(1));

        Assert.True(await Store.RevokeAsync(created.Key.Id, Token));

        Assert.Null(await Store.FindAsync(created.Secret, Token));
        var listed = (await Store.ListAsync(Token)).Single(k => k.Id == created.Key.Id);
        Assert.Equal(Time.GetUtcNow(), listed.Revoked);
    }

    [Fact]
    public async Task Revoking_again_keeps_the_first_time()
    {
        var id = (await Store.CreateAsync("lost", null, Token)).Key.Id;
        await Store.RevokeAsync(id, Token);
        var first = Time.GetUtcNow();
        Time.Advance(TimeSpan.FromDays(1));

        Assert.True(await Store.RevokeAsync(id, Token));

        Assert.Equal(first, (await Store.ListAsync(Token)).Single(k => k.Id == id).Revoked);
    }

    [Fact]
    public async Task Revoking_what_is_not_there_says_so()
    {
        var created = await Store.CreateAsync("some key", null, Token);

        Assert.False(await Store.RevokeAsync("key_000000000000", Token));
        Assert.False(await Store.RevokeAsync(created.Secret, Token));
    }

    [Fact]
    public async Task Keys_are_listed_oldest_first()
    {
        foreach (var name in new[] { "one", "two", "three" })
        {
            await Store.CreateAsync(name, null, Token);
        }

        Assert.Equal(["one", "two", "three"], (await Store.ListAsync(Token)).Select(k => k.Name).TakeLast(3));
    }

    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    [InlineData("two\nlines")]
    public async Task A_name_that_cannot_be_read_in_a_list_is_refused(string name)
    {
        var error = await Assert.ThrowsAsync<EditException>(() => Store.CreateAsync(name, null, Token));

        Assert.Equal((EditFailure.InvalidValue, "name"), (error.Kind, error.Param));
    }

    [Fact]
    public async Task A_key_that_would_be_dead_at_birth_is_refused()
    {
        var error = await Assert.ThrowsAsync<EditException>(() => Store.CreateAsync("late", Time.GetUtcNow(), Token));

        Assert.Equal((EditFailure.InvalidValue, "expires"), (error.Kind, error.Param));
    }
}
