using System.Buffers;
using System.Globalization;
using System.Runtime.InteropServices;

namespace Pentimento.Engine.Native.Vips;

/// <summary>
/// One generic call runs every libvips operation by name and property, as libvips' own bindings do
/// (<c>vips_operation_new</c>, <c>g_object_set_property</c>, <c>vips_cache_operation_build</c>): no varargs, no wrapper an operation.
/// </summary>
public sealed unsafe partial class VipsOperation : SafeHandle
{
    private const nuint TypeBoolean = 5 << 2, TypeInt = 6 << 2, TypeUInt64 = 11 << 2, TypeEnum = 12 << 2, TypeFlags = 13 << 2,
        TypeDouble = 15 << 2, TypeString = 16 << 2, TypeBoxed = 18 << 2, TypeObject = 20 << 2;

    private readonly string _name;
    private MemoryHandle _source;

    /// <param name="name">libvips' nickname of the operation: <c>gaussblur</c>, <c>jpegload_buffer</c> …</param>
    /// <exception cref="VipsException">The loaded libvips has no such operation.</exception>
    public VipsOperation(string name)
        : base(0, ownsHandle: true)
    {
        VipsRuntime.Start();
        _name = name;
        SetHandle(New(name));
        if (IsInvalid)
        {
            throw VipsException.Take();
        }
    }

    public override bool IsInvalid => handle == 0;

    public VipsOperation Set(string property, VipsImage image)
    {
        var held = false;
        image.DangerousAddRef(ref held);
        try
        {
            return Assign(property, (value, _) => ValueSetObject(value, image.DangerousGetHandle()));
        }
        finally
        {
            image.DangerousRelease();
        }
    }

    /// <summary>Whether the loaded libvips' operation takes this property; newer versions take more.</summary>
    public bool Takes(string property) => ClassFindProperty(*(nint*)handle, property) != null;

    /// <summary>Sets an interpolator by its nickname: <c>bicubic</c>, <c>nohalo</c> …</summary>
    public VipsOperation SetInterpolator(string property, string nickname)
    {
        var interpolator = InterpolateNew(nickname);
        if (interpolator == 0)
        {
            throw VipsException.Take();
        }

        try
        {
            return Assign(property, (value, _) => ValueSetObject(value, interpolator));
        }
        finally
        {
            ObjectUnref(interpolator);
        }
    }

    public VipsOperation Set(string property, int number) => Set(property, (double)number);

    public VipsOperation Set(string property, bool flag) => Set(property, flag ? 1d : 0d);

    /// <summary>Sets a number; whole-number, boolean, enumeration and flag properties take it truncated.</summary>
    public VipsOperation Set(string property, double number) => Assign(property, (value, type) =>
    {
        switch (Fundamental(type))
        {
            case TypeBoolean: ValueSetBoolean(value, number != 0 ? 1 : 0); break;
            case TypeInt: ValueSetInt(value, (int)number); break;
            case TypeUInt64: ValueSetUInt64(value, (ulong)number); break;
            case TypeEnum: ValueSetEnum(value, (int)number); break;
            case TypeFlags: ValueSetFlags(value, (uint)number); break;
            case TypeDouble: ValueSetDouble(value, number); break;
            default: throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"{_name}.{property} takes no number"), nameof(property));
        }
    });

    /// <summary>Sets a text, or an enumeration by its nickname.</summary>
    public VipsOperation Set(string property, string text) => Assign(property, (value, type) =>
    {
        if (Fundamental(type) == TypeEnum)
        {
            var number = EnumFromNick("pentimento", type, text);
            ValueSetEnum(value, number >= 0 ? number : throw VipsException.Take());
        }
        else
        {
            ValueSetString(value, text);
        }
    });

    public VipsOperation Set(string property, params double[] numbers) => Assign(property, (value, type) =>
    {
        fixed (double* p = numbers)
        {
            if (type == TypeFromName("VipsArrayInt"))
            {
                var whole = Array.ConvertAll(numbers, n => (int)n);
                fixed (int* q = whole)
                {
                    ValueSetArrayInt(value, q, whole.Length);
                }
            }
            else
            {
                ValueSetArrayDouble(value, p, numbers.Length);
            }
        }
    });

    public VipsOperation Set(string property, params VipsImage[] images) => Assign(property, (value, _) =>
    {
        ValueSetArrayImage(value, images.Length);
        var slots = ValueGetArrayImage(value, out var count);
        for (var i = 0; i < count; i++)
        {
            var held = false;
            images[i].DangerousAddRef(ref held);
            slots[i] = ObjectRef(images[i].DangerousGetHandle());
            images[i].DangerousRelease();
        }
    });

    /// <summary>Sets a block of bytes, pinned for as long as the result image lives.</summary>
    public VipsOperation Set(string property, ReadOnlyMemory<byte> bytes)
    {
        _source = bytes.Pin();
        return Assign(property, (value, _) => ValueSetBlob(value, 0, (nint)_source.Pointer, (nuint)bytes.Length));
    }

    protected override bool ReleaseHandle()
    {
        ObjectUnrefOutputs(handle);
        ObjectUnref(handle);
        _source.Dispose();
        return true;
    }

    private delegate void Setter(GValue* value, nuint type);

    private VipsOperation Assign(string property, Setter set)
    {
        var spec = ClassFindProperty(*(nint*)handle, property);
        if (spec == null)
        {
            throw new ArgumentException($"{_name} has no property {property}", nameof(property));
        }

        GValue value = default;
        ValueInit(&value, spec->ValueType);
        try
        {
            set(&value, spec->ValueType);
            ObjectSetProperty(handle, property, &value);
        }
        finally
        {
            ValueUnset(&value);
        }

        return this;
    }
}
