namespace Pentimento.Engine.Native.Vips;

/// <content>Building an operation and taking what it made.</content>
public sealed unsafe partial class VipsOperation
{
    /// <summary>Builds the operation and takes its image.</summary>
    /// <exception cref="VipsException">libvips refused.</exception>
    public VipsImage Image(string output = "out")
    {
        Build();
        GValue value = default;
        try
        {
            Get(output, &value);
            var image = ObjectRef(ValueGetObject(&value));
            var source = _source;
            _source = default;
            return new(image, source);
        }
        finally
        {
            ValueUnset(&value);
        }
    }

    /// <summary>Builds the operation and takes a number it measured.</summary>
    /// <exception cref="VipsException">libvips refused.</exception>
    public double Number(string output = "out")
    {
        Build();
        GValue value = default;
        try
        {
            Get(output, &value);
            return Fundamental(value.Type) switch
            {
                TypeInt => ValueGetInt(&value),
                TypeBoolean => ValueGetBoolean(&value),
                _ => ValueGetDouble(&value),
            };
        }
        finally
        {
            ValueUnset(&value);
        }
    }

    /// <summary>Builds a saver and takes the file it wrote, in memory that libvips allocated.</summary>
    /// <exception cref="VipsException">libvips refused.</exception>
    internal PixelMemory Bytes(string output = "buffer")
    {
        Build();
        GValue value = default;
        try
        {
            Get(output, &value);
            var area = ValueDupBoxed(&value);
            var data = BlobGet(area, out var length);
            return PixelMemory.AdoptArea(area, data, checked((int)length));
        }
        finally
        {
            ValueUnset(&value);
        }
    }

    private void Build()
    {
        // Replaces the reference it is given by one to the built operation.
        var built = CacheOperationBuild(handle);
        if (built == 0)
        {
            throw VipsException.Take();
        }

        ObjectUnref(handle);
        SetHandle(built);
    }

    private void Get(string property, GValue* value)
    {
        var spec = ClassFindProperty(*(nint*)handle, property);
        if (spec == null)
        {
            throw new ArgumentException($"{_name} has no property {property}", nameof(property));
        }

        ValueInit(value, spec->ValueType);
        ObjectGetProperty(handle, property, value);
    }
}
